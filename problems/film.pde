pde 1
title "Heat that leaves a disk through its rim"

# Heat is made in a disk and leaves it through a film at its rim.

param h = 2

domain (x, y) in disk([0, 0], 1)
field  u

eq heat: -lap(u) = 4
bc film: dn(u) + h*u = 0 on boundary

exact u = 1 - x^2 - y^2 + 2/h
