pde 1
title "A wave packet that runs and spreads"

# Complex numbers as on paper: a particle that runs, and is less and less sure where it is.

param k = 3

domain x in [-5, 8]
time   t in [0, 1]
field  h complex

let packet = exp(-(x - k*t)^2/(2*(1 + i*t)))*exp(i*k*x - i*k^2*t/2)/((1 + t^2)^(1/4))*exp(-i*atan(t)/2)

eq wave:  i*h_t + h_xx/2 = 0
ic start: h = exp(-x^2/2 + i*k*x)
bc far:   h = packet on boundary

exact h = packet

train auto { steps = 130 }
