domain (x, y) in rect([0, 0], [2, 1])
field u
eq lap(u) = 0
bc u = 0 on boundary
region x = y < 1
region u = y < 0.5
region inside = y < 1
region inside = y > 1
