domain (r, theta) in rect([1, 0], [2, 2*pi]) with coordinates = spherical
field u
eq lap(u) = 0
bc u = 0 on boundary
