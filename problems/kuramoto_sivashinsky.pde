pde 1
title "A wave of the Kuramoto-Sivashinsky equation"

# A front of flames: fourth order, and a wave that keeps its form.

param c = 0.5

domain x in [-10, 10]
time   t in [0, 1]
field  u

let k    = sqrt(11/19)/2
let s    = k*(x + 2 - c*t)
let wave = c + 15/19*sqrt(11/19)*(11*tanh(s)^3 - 9*tanh(s))

eq flame: u_t + u*u_x + u_xx + u_xxxx = 0
ic start: u = wave
bc ends:  u = wave, u_x = dx(wave) on boundary

exact u = wave
