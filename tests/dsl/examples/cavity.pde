pde 1
title "Steady lid-driven cavity"

param Re = 100 in [1, 1000]
domain (x, y) in rect([0, 0], [1, 1])
field  u, v, p

let V = [u, v]
eq momentum: advect(V, V) + grad(p) = 1/Re*lap(V)    # a vector equation: two residuals
eq mass:     div(V) = 0
bc lid:      u = 16*x^2*(1 - x)^2, v = 0   on y = 1  # smooth lid: no corner jump
bc walls:    u = 0, v = 0                  on x = 0, x = 1, y = 0
bc gauge:    p = 0                         on point([0, 0])

network { hidden = [40]*5; activation = tanh; adaptive = gaaf(n = 5, recovery = 1) }
sample  { eq = 8000; boundary = 1600 }
loss    { momentum = 1; mass = 1; bc = 10 }
train adam  { lr = exponential(1e-3, rate = 0.9, every = 1000); steps = 20000 }
train lbfgs { steps = 5000 }
plot streamlines { of = [u, v]; over = [x, y] }
plot slice       { of = u; along = y; x = 0.5 }
