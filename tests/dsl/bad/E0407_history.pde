domain x in [0, 1]
time t in [0, 1]
field u, v
eq u_t = u_xx - u(t = t - 1)
eq v_t = v_xx - v(t = t - 1)
ic u = 0
ic v = 0
bc u = 0, v = 0 on boundary
history u = v
history v = 1 on x = 0
history v = 2
history w = 1
history 2*u = 1
history u = [x, 1]
