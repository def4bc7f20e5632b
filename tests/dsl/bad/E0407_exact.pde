domain x in [0, u]
field u
unknown k = 1
eq u_xx = -k
bc u = 0 on boundary where u > 0
exact u = 2*u
exact k = x
