domain (x, y) in rect([0, 0], [2, 1])
field vector V
eq div(V) = 0
bc V = [0, 0] on boundary
