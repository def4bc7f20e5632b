domain x in [0, 1]
field u
param a = 0.1 ± 0.01
param b in [0, 1] = 0.5
param c = 0.5 in 0..1
param d = 0.5 in (0, 1)
eq a*u_xx = b
