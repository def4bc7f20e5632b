domain x in [0, 1]
time t in [0, 1]
field u
eq u_t = u_xx
u(x, 0) = sin(x)
bc u(0, t) = 0
bc u(1) = 0 on x = 1
