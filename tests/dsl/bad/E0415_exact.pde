domain x in [-1, 1]
field u, v, w
eq u_x = 1, v_x = 2*x, w_xx = 0
bc u = 0, v = 1, w = 0 on boundary
exact u = sqrt(x - 2)
exact v = log(x - 0.5)
exact w = sin(x)/x
