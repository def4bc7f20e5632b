domain x in (0, 1)
field u
eq u_xx = -1
bc u = 0 on boundary
