domain x in [0, 1]
time t in [0, 1]
field u
eq u_t = u_xx = 0
ic u = 0
bc 0 = u = 1 on boundary
