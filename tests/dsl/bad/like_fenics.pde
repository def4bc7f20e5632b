domain (x, y) in rect([0, 0], [2, 1])
field u
eq inner(grad(u), grad(v))*dx = f*v*dx
bc u = 0 on boundary
