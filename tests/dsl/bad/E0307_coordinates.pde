domain (r, theta) in rect([-1, 0], [1, 2*pi]) with coordinates = polar
field u
eq lap(u) = 0
bc u = 0 on boundary
