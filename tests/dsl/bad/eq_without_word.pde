domain x in [0, 1]
field u
u_xx = -1
u = 0 on boundary
