domain x in [0, 1]
field u
train.steps = 100
network.hidden = [20]
steps = 100
eq u_xx = -1
bc u = 0 on boundary
