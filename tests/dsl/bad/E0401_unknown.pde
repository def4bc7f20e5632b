unknown k = 1 in [0, 3]
unknown c = 2
domain x in [0, 1]
field u
eq u_xx = -c
bc u = 0 on boundary
fit u = x*(1 - x)
