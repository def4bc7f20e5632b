geom = dde.geometry.Interval(-1, 1)
domain x in [-1, 1]
field u
eq hessian(u, 0, 0) = 1
eq jacobian(u, x) = 0
bc u = 0 on boundary
