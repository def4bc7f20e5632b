pde 1
title "A round plate, clamped, under its own weight"

# Fourth order on a disk: deflection and slope vanish at the rim.

param q = 1
param D = 2  # stiffness

domain (x, y) in disk([0, 0], 1)
field  w

eq bend:  D*lap(lap(w)) = q
bc clamp: w = 0, dn(w) = 0 on boundary

exact w = q/(64*D)*(1 - x^2 - y^2)^2
