domain x in [0, 1]
field u, p
eq u_xx = -1
bc u = 0, p = 0 on boundary
