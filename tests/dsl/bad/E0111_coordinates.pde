domain x, y in [0, 1]
domain x in [0, 1], y in [0, 1]
field u
eq u_xx = 0
