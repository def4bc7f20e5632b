time t in [0, 2]
field u, v
eq u_t = -u(t = t - 1)
eq v_tt = -v(t = t - 0.5)
history u = cos(t), v = 1
ic v = 1
