pde 1
title "Diffusion, many modes and a source"

# Modes from slow to fast in one solution.

domain x in [-pi, pi]
time   t in [0, 1]
field  u

let modes(x) = sin(x) + sin(2*x)/2 + sin(3*x)/3 + sin(4*x)/4 + sin(8*x)/8

eq heat:  u_t = u_xx + exp(-t)*(3/2*sin(2*x) + 8/3*sin(3*x) + 15/4*sin(4*x) + 63/8*sin(8*x))
ic start: u = modes(x)
bc ends:  u = 0 on boundary

exact u = exp(-t)*modes(x)
