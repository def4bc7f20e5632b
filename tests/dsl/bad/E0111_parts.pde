domain x in [0, 2]
time t in [0, 1] with coordinates = polar
field u of x on x < 1
field w on x > 1
eq u_xx = 0
eq w_xx = 0
