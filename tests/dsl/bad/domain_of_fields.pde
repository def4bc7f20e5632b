domain x in [0, u]
field u
unknown L = 1
time t in [0, L]
eq u_x = 0
