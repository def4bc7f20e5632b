domain x in [0, 1]
field u
param a = 1.d-3
param b = 1d0
eq a*u_xx = b
bc u .eq. 0 on boundary
