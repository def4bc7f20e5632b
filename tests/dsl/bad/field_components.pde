domain (x, y) in rect([0, 0], [2, 1])
field u, v
let V = [u, v]
eq V[1]_x + V.y = 0
eq V_1 = V_x
bc V = 0 on boundary
