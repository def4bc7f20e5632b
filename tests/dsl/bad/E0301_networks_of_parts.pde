domain x in [0, 2]
field u on x < 1, w on x > 1
eq u_xx = 0
eq w_xx = 0
bc u = 0 on x = 0
bc w = 1 on x = 2
bc u = w, u_x = w_x on interface(x < 1, x > 1)
network both of u, w { hidden = [8] }
