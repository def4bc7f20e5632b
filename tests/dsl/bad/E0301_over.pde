domain (x, y) in disk([0, 0], 1) with coordinates = cartesian
over (a, b) in [0, 1]
over k in [2, 1]
over m in [0, inf]
over x in [0, 1]
over n in [0, 1] with coordinates = polar
field u
eq lap(u) = n
bc u = 0 on boundary(ball([0, 0, 0], 1))
