domain x in [0, 1]
field u
eq u_xx = cos(pi*x)
bc u_x = 0 on boundary
