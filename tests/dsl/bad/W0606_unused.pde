param a = 1
param b = 2
let c = b
domain x in [0, 1]
field u
eq u_xx = -a
bc u = 0 on boundary
