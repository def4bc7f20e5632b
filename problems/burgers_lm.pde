pde 1
title "Viscous Burgers equation, to six digits"

# The problem of burgers.pde with second-order steps: some minutes in place of seconds, an error below 1e-5 in place of
# 1e-1. Points are drawn anew every 100 steps, most where the equation is worst: the shock at x = 0 is 0.01 wide, and a
# network that misses it between points that stay has a small loss and a wrong solution.

param nu = 0.01/pi in [1e-3, 1]  # viscosity; try --set nu=0.005/pi

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

network { hidden = [20]*3; adaptive = fixed }
sample { eq = 8000; boundary = 1000; method = sobol }
loss { start = 10; walls = 10 }
train lm { steps = 400 }
