domain (x, y) in rect([0, 0], [2, 1])
field u
eq int2d(Th)(dx(u)*dx(v)) = 0
bc on(1, 2, u = 0)
