domain (r, phi, z) in box([0, 0, 0], [1, 1, 1]) with coordinates = polar
field u
eq lap(u) = 0
bc u = 0 on boundary
