pde 1
title "The equation of Monge and Ampere"

# The determinant of second derivatives is given: fully nonlinear.

domain (x, y) in rect([0, 0], [1, 1])
field  u

eq volume: u_xx*u_yy - u_xy^2 = (1 + x^2 + y^2)*exp(x^2 + y^2)
bc rim:    u = exp((x^2 + y^2)/2) on boundary

exact u = exp((x^2 + y^2)/2)
