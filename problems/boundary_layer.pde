pde 1
title "Advection against little diffusion: a boundary layer"

# Flow carries what diffuses little up to a wall: a layer as thick as eps.

param eps = 0.02 in [0.005, 1]

domain x in [0, 1]
field  u

eq flow: u_x - eps*u_xx = 1
bc ends: u = 0 on boundary

exact u = x - (exp((x - 1)/eps) - exp(-1/eps))/(1 - exp(-1/eps))
