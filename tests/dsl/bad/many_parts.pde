domain (x, y) in rect([0, 0], [1, 2]) with coordinates = polar, weight = 3
let lower = y < 1
field Ta on lower, Tb on y > 1
eq 1.38 lap(Ta) = 0
eq 400*lap(Tb = 0
bc Ta = 293.15 on y == 0
bc Tb = Ta(y = 1.5) on y = 2
bc Ta = Tb on interface(lower upper)
bc dn(Ta) = 0 on interface(lower, disk([0, 0], -1))
eq Ta = Tb
history Ta = 0
network A of Ta, Tb { hidden = [8] }
