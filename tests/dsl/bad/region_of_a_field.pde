domain (x, y) in rect([0, 0], [2, 1])
field u
eq lap(u) = 0
bc u = 0 on boundary
region hot = u > 1
region odd = x + 1
region ball3 = ball([0, 0, 0], 1)
