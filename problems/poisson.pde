pde 1
title "Poisson equation in a square"

# The first problem of every textbook: a membrane, held at its rim, under a load. The residual holds second
# derivatives and the rim none, so the rim gets a weight that makes both count.

domain (x, y) in rect([0, 0], [1, 1])
field  u

eq load: -lap(u) = 2*pi^2*sin(pi*x)*sin(pi*y)
bc rim:  u = 0 on boundary

exact u = sin(pi*x)*sin(pi*y)

network { hidden = [20]*2; adaptive = fixed }
sample { eq = 1000; boundary = 300; method = sobol }
loss { rim = 1000 }
train lm { steps = 300 }
