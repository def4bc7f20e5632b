domain x in [0, 1]
time t in [0, 1]
field u
eq u_t(x, t) = u_xx
bc u(0, t) = u(1, t) on x = 0
bc u(x) = 0 on x = 1
