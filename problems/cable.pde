pde 1
title "A cable between two poles"

# What a cable between two poles hangs like: an equation with a root in it.

param a = 1.2 in [0.5, 5]  # thrust over weight a length

domain x in [-1, 1]
field  y

eq hang: a*y_xx = sqrt(1 + y_x^2)
bc ends: y = 0 on boundary

exact y = a*(cosh(x/a) - cosh(1/a))
