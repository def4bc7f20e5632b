domain (r, phi) in rect([1, 0], [2, 1]) with coordinates = polar
field u, v, p
eq momentum: advect([u, v], [u, v, p]) + grad(p) = 0.1*lap([u, v])
eq div([u, v]) = 0
bc u = 0, v = r on boundary
