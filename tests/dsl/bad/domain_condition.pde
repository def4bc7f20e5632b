domain (x, y) in x^2 + y^2 < 1
field u
eq lap(u) = 0
bc u = 0 on boundary
