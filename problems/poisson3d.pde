pde 1
title "Poisson's equation in a cube"

# The load of the square in a cube: nothing but the domain and a coordinate are new.

domain (x, y, z) in box([0, 0, 0], [1, 1, 1])
field  u

eq load: -lap(u) = 3*pi^2*sin(pi*x)*sin(pi*y)*sin(pi*z)
bc rim:  u = 0 on boundary

exact u = sin(pi*x)*sin(pi*y)*sin(pi*z)
