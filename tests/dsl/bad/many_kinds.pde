domain x in [0, 1]
time t in [0, 1]
field u, v
param k = [1, 2
eq u_t = k*u_xx + sinn(x)
eq v_t = u_y + sin(x, t)
ic u = sin(pi*x) + (0 < x)
ic v == 0
bc [u, v] = 0 on boundary
network { hiden = 20 }
train adam { steps = 1.5 }
