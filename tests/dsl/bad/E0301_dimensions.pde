domain (x, y) in rect([0, 0], [1, 1]) - ball([0, 0, 0], 0.5)
field u
eq lap(u) = 1
