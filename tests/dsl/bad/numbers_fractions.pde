domain x in [0, 1]
field u
param a = ½
param b = 1 1/2
eq a*u_xx = b
bc u = 0 on boundary
