domain x in [0, 1]
field u
eq u_xx + u_x/x = -1
bc u = 0 on x = 1
