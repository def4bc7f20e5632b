domain x in [0, 1]
field u
unknown k
unknown m = 1 in [2, 3]
eq k*u_xx = -1
bc u = 0 on boundary
data { file = heights.csv }
exact k = x
