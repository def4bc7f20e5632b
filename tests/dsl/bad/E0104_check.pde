domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
check middle: u(x = 0.5) == 1/8
check left: u != 0 on x = 0
