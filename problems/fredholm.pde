pde 1
title "An integral equation of Fredholm"

# An equation without derivatives: the solution stands under an integral.

domain x in [0, pi/2]
field  u

eq whole: u = sin(x) + integral(sin(x)*cos(s)*u(x = s), s in [0, pi/2])

exact u = 2*sin(x)
