domain x in [0, 1]
field u
eq u_xx = 1 + (x < 0.5)
eq u_xx = (if x then 1 else 2)
eq u_xx = sin(0 < x < 1)
bc u = 0 on boundary where x
