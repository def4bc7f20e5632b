pde 1
title "A breather of the sine-Gordon equation"

# A chain of pendulums: a wave that stays where it is and breathes.

param w = 0.6 in [0.1, 0.9]

domain x in [-8, 8]
time   t in [0, 6]
field  u

let a        = sqrt(1 - w^2)
let breather = 4*atan(a/w*cos(w*t)/cosh(a*x))

eq chain: u_tt - u_xx + sin(u) = 0
ic start: u = breather, u_t = dt(breather)
bc ends:  u = breather on boundary

exact u = breather
