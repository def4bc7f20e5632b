pde 1
title "Heat conduction in an L-shaped plate with a hole"

param k = 2.5      # conductivity
param q = 10       # heat source
param H = 4        # film coefficient at the hole
param T = 0.3      # coolant temperature

let plate = rect([-1, -1], [1, 1])
let notch = rect([0, 0], [1, 1])
let hole  = disk([-0.5, -0.5], 0.25)
domain (x, y) in plate - notch - hole
field  u

eq heat:  -div(k*grad(u)) = q
bc cold:  u = 0                      on x = -1, y = -1
bc steel: -k*dn(u) = 0               on x = 1, y = 1
bc inner: k*dn(u) = sin(pi*x)        on boundary(notch) where x > 0 or y > 0
bc film:  k*dn(u) + H*(u - T) = 0    on boundary(hole)  with weight = 5, points = 300

let swish(z) = z/(1 + exp(-z))       # any expression can be the activation
network { hidden = [32, 32, 32]; activation = swish; adaptive = llaaf(n = 5) }
sample  { eq = 4000; boundary = 800; method = sobol; resample = 500 }
loss    { bc = 20; balance = gradnorm }
train adam  { lr = 1e-3; steps = 8000 }
train lbfgs { steps = 2000 }
output { dir = "out/poisson"; save = [model, csv, report] }
