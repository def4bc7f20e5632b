domain x in [-1, 1]
time t in [0, 1]
field u
eq u_t = u_xx
ic u = 0
bc u = 0 on x = 2, point([3]), t = 5, u
