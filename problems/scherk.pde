pde 1
title "A soap film: the minimal surface of Scherk"

# The surface of least area in a wire.

domain (x, y) in rect([-1, -1], [1, 1])
field  u

eq film: (1 + u_y^2)*u_xx - 2*u_x*u_y*u_xy + (1 + u_x^2)*u_yy = 0
bc wire: u = log(cos(x)/cos(y)) on boundary

exact u = log(cos(x)/cos(y))
