domain x in [0, 1]
field u
eq u_xx = u(x = x - 0.5)
bc u = 0 on boundary
history u = 0
