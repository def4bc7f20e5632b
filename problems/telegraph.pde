pde 1
title "The equation of telegraph lines"

# Waves along a line with losses.

param a = 1
param b = 2

domain x in [0, pi]
time   t in [0, 2]
field  u

eq line:  u_tt + 2*a*u_t + b*u = u_xx
ic start: u = sin(x), u_t = -a*sin(x)
bc ends:  u = 0 on boundary

exact u = exp(-a*t)*cos(sqrt(1 + b - a^2)*t)*sin(x)
