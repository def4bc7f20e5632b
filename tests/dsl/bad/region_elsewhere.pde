domain (x, y) in rect([0, 0], [2, 1])
field u
eq lap(u) = 0
bc u = 0 on boundary
region far = disk([5, 5], 1)
region below = y < 0
region right = x > 2
