param nu = 0.1 in [1e-3, 1]
param n = 10
domain x in [0, 1]
field u
eq u_xx = -nu*n
bc u = 0 on boundary
sweep {
  n = 2
  nu = []
  seed = [1, 2.5, -1..2]
  network.hidden = [20, 30]
  network.init = 1..3
  sample.eq = linspace(10, 11, 3)
  train.damping = logspace(-4, -1, 4)
  sample.boundary = [5..1, linspace(0, 1, 2.5), x]
  network.adaptive = [3, gaaf(n = 0)]
}
train lm {}
