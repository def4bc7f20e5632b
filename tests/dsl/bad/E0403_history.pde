domain x in [0, 1]
field u
eq u_x = -u
bc u = 1 on x = 0
history u = 1
