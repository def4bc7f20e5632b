domain x in [0, 1]
field u
eq u_xx = -1 weight = 5
bc u = 0 on boundary with weight 5
bc u = 0 on x = 0 weight 10
