domain (x, y) in rect([0, 0], [1, 1])
field u
eq grad(u) = 1
bc u = 0 on boundary
# error: E0302 3:4 "left side is a vector (2), right side is a scalar"
