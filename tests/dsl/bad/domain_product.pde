domain (x, y) in [0, 1] x [0, 1]
field u
eq lap(u) = 0
bc u = 0 on boundary
