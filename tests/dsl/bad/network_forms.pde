domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
network [20, 20]
network { layers = 4; neurons = 20 }
network { hidden = 20x4 }
