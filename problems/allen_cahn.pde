pde 1
title "Allen-Cahn equation"

# Phases u = -1 and u = 1 grow into each other and end at sharp walls: a small diffusivity, a stiff reaction and a
# periodic coordinate, which the network reads as sine and cosine. A standard test of adaptive methods, none of which
# it needs under second-order steps.

domain x in [-1, 1]
time   t in [0, 1]
field  u

eq phases: u_t = 1e-4*u_xx + 5*(u - u^3)
ic start:  u = x^2*cos(pi*x)
exact      u from "reference/allen_cahn.csv"

network { hidden = [20]*4; adaptive = fixed; input = [periodic(x), t] }
sample { eq = 8000; boundary = 800; method = sobol }
loss { start = 100 }
train lm { steps = 300 }
