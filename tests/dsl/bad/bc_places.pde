domain x in [0, 1]
time t in [0, 1]
field u
eq u_t = u_xx
ic u = 0
bc u = 0 on left, right
bc u = 0 on x = [0, 1]
bc u = 0 on x = 0, 1
bc u = 0 on x in {0, 1}
