pde 1
title "A square plate under a load, simply supported"

# Fourth order: deflection and moment vanish at the rim, and are one statement.

domain (x, y) in rect([0, 0], [1, 1])
field  w

eq bend:    lap(lap(w)) = 4*pi^4*sin(pi*x)*sin(pi*y)
bc support: w = 0, lap(w) = 0 on boundary

exact w = sin(pi*x)*sin(pi*y)
