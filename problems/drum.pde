pde 1
title "A drum that was struck in the middle"

# A drum that was struck in the middle: two modes, Bessel functions, a moving membrane over a disk.

domain (x, y) in disk([0, 0], 1)
time   t in [0, 2]
field  u

let a = bessel_j_zero(0, 1)
let b = bessel_j_zero(0, 2)
let r = sqrt(x^2 + y^2)

eq skin:  u_tt = lap(u)
ic start: u = bessel_j(0, a*r) + bessel_j(0, b*r)/2, u_t = 0
bc rim:   u = 0 on boundary

exact u = bessel_j(0, a*r)*cos(a*t) + bessel_j(0, b*r)*cos(b*t)/2

train auto { steps = 130 }
