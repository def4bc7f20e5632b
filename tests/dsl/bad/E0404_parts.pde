domain (x, y) in rect([0, 0], [1, 1])
field u on x + 1
field v on [0, 1]
field w on y < 0.5
eq u = 0
eq v = 0
eq w = 0 on x
bc w = 0 on interface(y, y < 0.5)
