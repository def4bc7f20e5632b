param nu = 0.1 in [1e-3, 1]
param n = 10
domain x in [0, 1]
field u
eq u_xx = -nu*n
bc u = 0 on boundary
sweep {
  n = [1, 2, 1.0]
  network.hidden = [[20]*3, [10]*2, [20] * 3]
  seed = 1..3
  compute.seed = [5]
  nu = [0.1, 0.2]
  nu = [0.3]
}
sweep { seed = 1..2 }
