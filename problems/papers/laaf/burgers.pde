pde 1
title "Burgers equation, section 3.2"

# Jagtap, Kawaguchi, Karniadakis (2020), "Locally adaptive activation functions with slope recovery for deep and
# physics-informed neural networks", figures 5 to 9 and table 1. N_u = 400 and MSE_u is one mean over these points, which
# is what `mean = joint` says.

param nu = 0.01/pi
param n  = 10 in [1, 100]  # scaling of the slopes, which start at 1/n

domain x in [-1, 1]
time   t in [0, 1]
field  u

eq burgers: u_t + u*u_x = nu*u_xx
ic start:   u = -sin(pi*x)
bc walls:   u = 0 on x = -1, x = 1

# Cole and Hopf; it serves to report the error alone.
let h    = 2*sqrt(nu*t)
let w(s) = exp(-s^2 - cos(pi*(x - h*s))/(2*pi*nu))
exact u = -integral(sin(pi*(x - h*s))*w(s), s in [-inf, inf])
    / integral(w(s), s in [-inf, inf])

network { hidden = [20]*6; activation = tanh; adaptive = llaaf(n = n, recovery = 1) }
sample { eq = 10000; boundary = 400 }
loss { mean = joint }
train adam { lr = 8e-4; steps = 2000 }
compute { precision = f32 }  # as the authors' code

plot heatmap { of = u; over = [t, x] }
plot slice { of = u; along = x; t = [0.25, 0.5, 0.75] }
plot spectrum { of = u; along = x; t = [0.25, 0.5, 0.75]; points = 80 }
plot slopes
plot history

sweep {
  network.adaptive = [fixed, gaaf(n = n), llaaf(n = n), nlaaf(n = n), llaaf(n = n, recovery = 1), nlaaf(n = n, recovery = 1)]
  seed             = 1..20
}
