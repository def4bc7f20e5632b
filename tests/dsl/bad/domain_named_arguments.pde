domain (x, y) in disk(center = [0, 0], radius = 1)
field u
eq lap(u) = 0
bc u = 0 on boundary
