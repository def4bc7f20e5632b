domain x in [0, 1]
field u in [0, 1]
eq u_xx = -1
bc u = 0 on boundary
