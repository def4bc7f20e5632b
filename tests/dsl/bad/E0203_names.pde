domain x in [0, 1]
time t in [0, 1]
field u
param nu = 0.1
eq u_t = nu*u_y + mu*sinn(x)
ic u = Sin(pi*x)
bc u = 0 on x = 0, y = 1
exact v = 0
