time t in [0, 3]
field u
eq u_t = -u[t - 1]
ic u = 1
history u = 1
