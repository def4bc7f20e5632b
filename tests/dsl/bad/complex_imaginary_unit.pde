domain x in [0, 1]
time t in [0, 1]
field u
eq i*u_t = u_xx
ic u = 1
bc u = exp(i*t) on boundary
