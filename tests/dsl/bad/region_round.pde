domain (x, y) in rect([0, 0], [2, 1])
field u
eq lap(u) = 0
bc u = 0 on boundary
region blob = x^2 + y^2 < 1
region rest = not blob
bc u = 1 on interface(blob, rest)
bc u = 1 on boundary(blob)
