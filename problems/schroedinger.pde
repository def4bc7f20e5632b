pde 1
title "Nonlinear Schroedinger equation"

# i h_t + h_xx/2 + |h|^2 h = 0 for h = u + i v: two real fields, one network with two outputs. The start is a bound
# pair of solitons, which breathes: at t = pi/4 its peak is twice as high.
# The start has a small corner where the period ends, which runs through the domain as fine waves: harmonics of the
# periodic coordinate help to see them. How sharp a corner the network makes is a matter of the weight of `start`: with
# a large one it follows the corner at once and the equation beside it never.

domain x in [-5, 5]
time   t in [0, pi/2]
field  u, v

let density = u^2 + v^2

eq wave:  u_t = -v_xx/2 - density*v, v_t = u_xx/2 + density*u
ic start: u = 2/cosh(x), v = 0
exact     u, v from "reference/schroedinger.csv"

network { hidden = [30]*3; adaptive = fixed; input = [periodic(x, harmonics = 4), t] }
sample { eq = 8000; boundary = 2000; method = sobol }
train lm { steps = 400 }
