domain (x, y) in disk(0, 0, 1)
field u
eq lap(u) = 0
bc u = 0 on boundary
