domain x in [0, 1]
field u
param nu = 0.1
eq nu*u_xx = -1
bc u = 0 on boundary
sweep {
  network.hidden = [10, 20]
  nu = range(1, 5)
  compute.seed = arange(5)
}
