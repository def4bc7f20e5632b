pde 1
title "Diffusion with a memory: a derivative of half an order in time"

# Particles that are trapped between their jumps spread as sqrt(t): Caputo's derivative in the place of u_t. A bump is damped
# at once and then ever more slowly, by the function of Mittag and Leffler. It begins like a square root, which the network
# is told.

domain x in [0, 1]
time   t in [0, 2]
field  u

eq trapped: caputo(u, t, 1/2) = u_xx/pi^2
ic bump:    u = sin(pi*x)
bc ends:    u = 0 on boundary

exact u = exp(t)*erfc(sqrt(t))*sin(pi*x)

network { hidden = [16, 16]; input = [x, t, sqrt(t)] }
sample { eq = 400 }
