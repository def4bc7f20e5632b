pde 1
title "A wall between two phases that moves"

# A wall between two phases moves to the side of the phase that has more energy.

param eps = 0.1
param a   = 0.25 in [0, 0.5]

domain x in [-1, 1]
time   t in [0, 2]
field  u

let front = (1 - tanh((x - eps*(1 - 2*a)/sqrt(2)*t)/(2*sqrt(2)*eps)))/2

eq phase: u_t = eps^2*u_xx - u*(u - 1)*(u - a)
ic start: u = front
bc ends:  u = front on boundary

exact u = front
