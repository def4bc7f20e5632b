domain x in linspace(0, 1, 101)
time t in 0:0.1:1
field u
eq u_t = u_xx
ic u = 0
bc u = 0 on boundary
