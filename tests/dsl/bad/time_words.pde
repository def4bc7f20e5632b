domain x in [0, 1]
time t from 0 to 1
field u
eq u_t = u_xx
ic u = 0
bc u = 0 on boundary
