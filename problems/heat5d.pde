pde 1
title "Heat in a ball of five dimensions"

# Five dimensions and time: no grid has so many points.

domain (x1, x2, x3, x4, x5) in ball([0, 0, 0, 0, 0], 1)
time   t in [0, 1]
field  u

let r2  = x1^2 + x2^2 + x3^2 + x4^2 + x5^2
let hot = exp(r2/2 + t)

eq heat:  u_t = lap(u)/5 - r2/5*hot
ic start: u = hot
bc rim:   dn(u) = hot on boundary

exact u = hot

train auto { steps = 130 }
