domain (x, y) in rect([0, 0], [2, 1])
field u
eq lap(u) = 0
bc integral(u, [x, y] in disk([1, 0.5], 0.2)) = 1 on boundary
bc u = integral(u, boundary) on x = 0
