domain (x, y) in rect([0, 0], [2, 1])
region steel = x < 1
region air = not steel
field T on steel, air
eq lap(T) = 0
bc T = 0 on boundary
