domain x in [1, 0]
time t in [0, inf]
field u
eq u_t = u_xx
ic u = 0
bc u = 0 on x = 1
