domain x in [0, 1]
time t in [0, 1]
field u, v
eq u_tt = u_xx
eq v_t = u
ic u = sin(pi*x)
bc u = 0, v = 0 on boundary
