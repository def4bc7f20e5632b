domain x in [0, 1]
field u
param a = 1x10^3
param b = 5·10^-3
param c = 1e^-3
param d = 2*10^
eq a*u_xx = b
