domain (x, y) in rect([0, 0], [1, 1])
field u
eq grad(u) = 1
bc u = 0 on boundary
