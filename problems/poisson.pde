pde 1
title "Poisson equation in a square"

# The first problem of every textbook: a membrane, held at its rim, under a load. The shortest file with two
# coordinates; what is not said here (network, points, training) could be left out as well.

domain (x, y) in rect([0, 0], [1, 1])
field  u

eq load: -lap(u) = 2*pi^2*sin(pi*x)*sin(pi*y)
bc rim:  u = 0 on boundary

exact u = sin(pi*x)*sin(pi*y)

network { hidden = [20]*3; adaptive = fixed }
sample { eq = 1000; boundary = 200; method = sobol }
loss { rim = 100 }
train adam { lr = exponential(1e-2, rate = 0.7, every = 1000); steps = 8000 }
