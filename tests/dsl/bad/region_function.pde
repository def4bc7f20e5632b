domain (x, y) in rect([0, 0], [2, 1])
field u
eq lap(u) = 0
bc u = 0 on boundary
region part(a) = x < a
region band = x in [0.2, 0.4]
