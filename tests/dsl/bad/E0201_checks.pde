domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
check sign: u >= 0
check sign: u <= 1 with weight = 3
check other: 1 >= 0
check mass: integral(u, u in [0, 1]) = 1 with tolerance = -1
