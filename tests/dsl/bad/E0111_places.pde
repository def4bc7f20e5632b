domain x in [0, 1]
field u
eq u_xx = sin[x]
bc u = 0 on x=0 and x=1
bc u = 0 on x = 0 or x = 1
bc u = 0 at x = 0
bc u = 0 on x in {0, 1}
eq D[x*u, x] = 0
