pde 1
title "Viscous Burgers equation"

# Convection steepens a sine into a shock at x = 0, and little viscosity holds it at a width of about 0.01:
# the standard test of a solver of this kind. Network, points and steps are those of Jagtap, Kawaguchi and
# Karniadakis (2020), section 3.2; each neuron learns the slope of its own activation.

param nu = 0.01/pi in [1e-3, 1]  # viscosity; try --set nu=0.05
param n  = 10 in [1, 100]        # scaling of the slopes, which start at 1/n

domain x in [-1, 1]
time   t in [0, 1]
field  u

eq burgers: u_t + u*u_x = nu*u_xx
ic start:   u = -sin(pi*x)
bc walls:   u = 0 on x = -1, x = 1

# The solution of Cole and Hopf. It serves to report the error and takes no part in training.
let h    = 2*sqrt(nu*t)
let w(s) = exp(-s^2 - cos(pi*(x - h*s))/(2*pi*nu))
exact u = -integral(sin(pi*(x - h*s))*w(s), s in [-inf, inf])
    / integral(w(s), s in [-inf, inf])

network {
  hidden     = [20]*6
  activation = tanh
  adaptive   = nlaaf(n = n)
}
sample { eq = 10000; boundary = 400 }  # `boundary` is shared by bc and ic
train adam { lr = 8e-4; steps = 2000 }

# The activations that the paper compares: `ansatz sweep problems/burgers.pde` runs each of them with five seeds.
sweep {
  network.adaptive = [fixed, gaaf(n = n), llaaf(n = n), nlaaf(n = n), llaaf(n = n, recovery = 1),
      nlaaf(n = n, recovery = 1)]
  seed             = 1..5
}
