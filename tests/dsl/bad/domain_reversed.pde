domain x in [1, 0]
time t in [5, 5]
field u
eq u_t = u_xx
ic u = 0
