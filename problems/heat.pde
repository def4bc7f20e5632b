pde 1
title "Heat conduction in a rod"

# A rod, its ends kept at zero, cools down from one half wave of a sine. First order in time needs one initial
# condition; the wave keeps its form and decays at the rate alpha pi^2.

param alpha = 0.4 in [0.01, 10]  # diffusivity

domain x in [0, 1]
time   t in [0, 1]
field  u

eq conduction: u_t = alpha*u_xx
ic start:      u = sin(pi*x)
bc ends:       u = 0 on x = 0, x = 1

exact u = exp(-alpha*pi^2*t)*sin(pi*x)

network { hidden = [20]*2; adaptive = fixed }
sample { eq = 1000; boundary = 300; method = sobol }
loss { start = 10; ends = 10 }
train lm { steps = 200 }
