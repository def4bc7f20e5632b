domain (x, y) in rect([0, 0], [2, 1])
field u
eq lap(u) = 0
bc u = 0 on boundary
region steel = x < 1
region air = not steel
bc u = 1 on steel
bc u = 1 on interface(steel)
bc u = 1 on boundary(steel, air)
bc u = 1 on x < 1
bc u = 1 on boundary and steel
