domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
sample { eq = 10,000; boundary = 1_000 }
train adam { steps = 10 000 }
