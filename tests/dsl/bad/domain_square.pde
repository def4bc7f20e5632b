domain (x, y) in [0, 1]^2
field u
eq lap(u) = 0
bc u = 0 on boundary
