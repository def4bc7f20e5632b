domain x in [0, 2]
time t in [0, 3]
field u on x < 1, w on x > 1, s
eq delayed: s_t = -s(t = t - 0.001)
eq u_t = u_xx + s(x = x - 1)
eq w_t = w_xx + u_x(x = 1.5)
ic u = 0
ic w = 0
ic s = 1
bc u = 0 on x = 0
bc w = 0 on x = 2
bc u = w, u_x = w_x on interface(x < 1, x > 1)
