pde 1
title "Poisson equation in a cube"

domain (x, y, z) in box([0, 0, 0], [1, 1, 1])
field  u

eq load: -lap(u) = 3*pi^2*sin(pi*x)*sin(pi*y)*sin(pi*z)
bc rim:  u = 0 on boundary

exact u = sin(pi*x)*sin(pi*y)*sin(pi*z)

network { hidden = [20]*2 }
sample { eq = 2000; boundary = 800; method = sobol }
loss { rim = 100 }
