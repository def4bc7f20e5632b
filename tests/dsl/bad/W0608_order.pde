domain x in [0, 1]
field u
eq u_xxxxxx = 1
bc u = 0, u_x = 0, u_xx = 0 on boundary
