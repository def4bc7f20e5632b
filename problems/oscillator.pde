pde 1
title "Damped oscillator"

# An ordinary differential equation: time is the only coordinate, so there is no boundary, and value and velocity
# at the start say it all.

param omega = 2 in [0.5, 10]   # frequency without damping
param delta = 0.2 in [0, 0.5]  # damping

time  t in [0, 6]
field u

eq swing: u_tt + 2*delta*u_t + omega^2*u = 0
ic start: u = 1, u_t = 0

let rate = sqrt(omega^2 - delta^2)
exact u = exp(-delta*t)*(cos(rate*t) + delta/rate*sin(rate*t))

network { hidden = [32]*2; adaptive = fixed }
sample { eq = 300; method = grid }
loss { start = 10 }
train adam { lr = exponential(1e-2, rate = 0.8, every = 1000); steps = 10000 }
