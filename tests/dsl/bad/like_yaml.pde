domain x in [0, 1]
field u
network:
  hidden: [20, 20]
  activation: tanh
eq u_xx = -1
bc u = 0 on boundary
