domain (x, y) in rect([0, 0], [1, 1])
field u, v
eq u_x + v_y = 0
bc u = 0, v = 0 on boundary
