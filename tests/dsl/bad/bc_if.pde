domain x in [0, 1]
time t in [0, 1]
field u
eq u_t = u_xx
ic u = 0
bc u = 0 if x = 0
bc u = 1 when x == 1
