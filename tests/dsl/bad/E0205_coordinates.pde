domain (r, phi) in rect([1, 0], [2, 1]) with coordinates = polr, system = polar
field u
eq lap(u) = 0
bc u = 0 on boundary
