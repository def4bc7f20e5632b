pde 1
title "Water in sand: the porous medium equation"

# Water that seeps: diffusion that grows with what diffuses.

domain x in [-1, 1]
time   t in [1, 2]
field  u

let spread = t^(-1/3)*(2 - x^2/(12*t^(2/3)))

eq seep:  u_t = d(u^2, x, x)
ic start: u = spread
bc ends:  u = spread on boundary

exact u = spread
