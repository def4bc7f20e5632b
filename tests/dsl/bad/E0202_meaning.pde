param u_x = 1
param dx = 2
let sin(z) = z
let pi = 3
domain x in [0, 1]
field u
eq u_xx = u_x + dx + sin(pi)
bc u = 0 on boundary
