pde 1
title "Viscous Burgers equation (LAAF paper, section 3.2)"

param nu = 0.01/pi                        # override: --set nu=0.02
param n  = 10 in [1, 100]                 # scaling factor of the activation slopes

domain x in [-1, 1]
time   t in [0, 1]
field  u

eq burgers: u_t + u*u_x = nu*u_xx
ic start:   u = -sin(pi*x)
bc walls:   u = 0   on x = -1, x = 1

# Hopf-Cole solution; used only to report the error.
let h    = 2*sqrt(nu*t)
let w(s) = exp(-s^2 - cos(pi*(x - h*s))/(2*pi*nu))
exact u  = -integral(sin(pi*(x - h*s))*w(s), s in [-inf, inf])
         /  integral(w(s), s in [-inf, inf])

network {
  hidden     = [20]*6
  activation = tanh
  adaptive   = nlaaf(n = n, recovery = 1)
}
sample { eq = 10000; boundary = 400 }     # boundary: shared by bc and ic
train adam { lr = 8e-4; steps = 2000 }

plot heatmap  { of = u; over = [t, x] }
plot slice    { of = u; along = x; t = [0.25, 0.5, 0.75] }
plot spectrum { of = u; along = x; t = [0.25, 0.5, 0.75] }
plot slopes                               # mean and std of n*a per layer

sweep {
  network.adaptive = [fixed, gaaf(n = n), llaaf(n = n), nlaaf(n = n),
                      llaaf(n = n, recovery = 1), nlaaf(n = n, recovery = 1)]
  seed = 1..5
}
