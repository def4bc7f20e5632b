domain (r, phi) in rect([1, 0], [2, 1]) with coordinates = polar
field u on r < 1.5, v on r > 1.5
eq dn(u) = 0
eq lap(v) = normal
ic u = 0
bc u = v, dn(u) = dn(v) on interface(r < 1.5, r > 1.5)
bc u = 0 on r = 1
bc v = 0 on r = 2
