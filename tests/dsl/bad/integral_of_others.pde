domain x in [0, 1]
time t in [0, 1]
field u
eq u_t = int(u, x, 0, 1)
eq u_x = integral(u, x, 0, 1)
ic u = mean(u)
bc u = integral(u dx) on boundary
