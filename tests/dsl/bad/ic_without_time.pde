domain x in [0, 1]
field u
eq u_xx = -1
ic u = 0
ic u_x = 1
