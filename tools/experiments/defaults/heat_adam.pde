pde 1
title "Heat conduction in a rod, trained by Adam, else by default"

domain x in [0, 1]
time   t in [0, 1]
field  u

eq conduction: u_t = 0.4*u_xx
ic start:      u = sin(pi*x)
bc ends:       u = 0 on x = 0, x = 1

exact u = exp(-0.4*pi^2*t)*sin(pi*x)

train adam {}
