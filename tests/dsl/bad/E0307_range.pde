param nu = 2 in [0, 1]
param mode = 3 in {1, 2}
unknown k = 0 in [0, 1]
let c = 1 in [0, 2]
domain x in [0, 1]
field u
eq u_xx = nu + mode + k + c
bc u = 0 on boundary
