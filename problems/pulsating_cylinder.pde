pde 1
title "Sound from a pulsating cylinder"

# Sound that runs outwards, complex: a cylinder pulsates, and what leaves does not come back.

param k = 6

domain (x, y) in shell([0, 0], 0.5, 1.5)
field  p complex

let r   = sqrt(x^2 + y^2)
let out = bessel_j(0, k*r) + i*bessel_y(0, k*r)

eq sound: lap(p) + k^2*p = 0
bc skin:  p = out                                                on boundary(disk([0, 0], 0.5))
bc far:   dn(p) = -k*(bessel_j(1, k*1.5) + i*bessel_y(1, k*1.5)) on boundary(disk([0, 0], 1.5))

exact p = out

train auto { steps = 130 }
