pde 1
title "A particle in a trap: the Fokker-Planck equation"

# A particle in a trap, kicked at random: where it may be. The integral of the density stays 1, and is checked.

param D = 0.5

domain x in [-4, 4]
time   t in [0, 2]
field  p

let m       = exp(-t)
let s2      = D*(1 - exp(-2*t)) + 0.25*exp(-2*t)
let density = exp(-(x - m)^2/(2*s2))/sqrt(2*pi*s2)

eq drift: p_t = dx(x*p) + D*p_xx
ic start: p = exp(-(x - 1)^2/0.5)/sqrt(0.5*pi)
bc far:   p = 0 on boundary

check all: integral(p, x in [-4, 4]) = 1 on t = 2 with tolerance = 1e-3

exact p = density
