domain (x, y) in rect([0, 0], [2, 1])
region steel = x < 1
field T in steel
eq lap(T) = 0
bc T = 0 on boundary
