domain (x, y) in rect([0, 0], [2, 1])
field u
eq lap(u) = 0
bc u = 0 on boundary
region steel = x < 1
region air = not steel
bc u = 1 on region steel
bc u = 1 between steel and air
eq lap(u) = 1 in steel
