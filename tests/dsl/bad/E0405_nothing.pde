domain x in [0, 1]
field u
eq u_xx = -1
eq x = 2*x
eq 1 = 2
bc u = 0 on boundary
