domain (x, y) in rect([0, 0], [1, 1])
region lower = z < 1
region upper = not lowr
field u
eq lap(u) = 0
bc u = 0 on boundary
