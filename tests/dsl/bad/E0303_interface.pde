domain x in [0, 2]
field u on x < 1, w on x > 1
eq u_xx = 0
eq w_xx = 0
bc u = w, u_x = w_x on interface(x < 1)
bc u = w on interface
bc u = w on interface(left, x > 1)
