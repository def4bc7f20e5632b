domain (x, y) in rect([0, 0], [1, 2])
let lower = y < 1
let upper = y > 1
field Ta on lower, Tb on upper
eq below: lap(Ta) = 0
eq above: lap(Tb) = 0
bc bottom: Ta = 0 on y = 0
bc top: Tb_y = 1 on y = 2
bc meet: Ta = Tb, dn(Ta) = 3*dn(Tb) on interface(lower, upper)
exact Ta = 2*y, Tb = 2 + (y - 1)
