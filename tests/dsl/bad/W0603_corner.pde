domain (x, y) in rect([0, 0], [1, 1])
field u
eq lap(u) = 0
bc lid:   u = 1 on y = 1
bc walls: u = 0 on x = 0, x = 1, y = 0
