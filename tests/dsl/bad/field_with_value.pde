domain x in [0, 1]
field u = 0
eq u_xx = -1
bc u = 0 on boundary
