domain x in [0, 1]
field u
param a = 2j
param b = 3i
eq u_xx = a + b
bc u = 0 on boundary
