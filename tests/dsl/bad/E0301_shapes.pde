domain (x, y) in rect([0, 0], [1, 1])
field u, v
let V = [u, v]
eq div(V) + V = 0
eq V*V = 1
eq curl(u) = 0
eq lap(u) = dot(V, [1, 2, 3])
eq lap(v) = "one"
bc u = 0, v = 0 on boundary
