domain (x, y) in rect([0, 0], [1, 2])
let lower = y < 1
field Ta on lower, Tb on y > 1.5
eq lap(Ta) = 0
eq lap(Tb) = 0
bc Ta = Tb, Ta_y = Tb_y on interface(lower, y > 1)
bc Ta = 0 on y = 2
bc Tb = 1 on y = 2
eq Ta*Tb = 1
field w on y > 3
field v on boundary
