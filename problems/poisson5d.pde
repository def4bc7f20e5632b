pde 1
title "Poisson equation in five dimensions"

# A grid with a hundred points a side would have 1e10 of them; the network does with a few thousand, and the Laplacian
# with seven streams of derivatives.

domain (v, w, x, y, z) in box([-1, -1, -1, -1, -1], [1, 1, 1, 1, 1])
field  u

let waves = sin(pi*v) + sin(pi*w) + sin(pi*x) + sin(pi*y) + sin(pi*z)

eq load: -lap(u) = pi^2*waves
bc rim:  u = waves on boundary

exact u = waves

network { hidden = [40]*2; adaptive = fixed }
sample { eq = 4000; boundary = 2000; method = sobol }
loss { rim = 1000 }
train lm { steps = 300 }
