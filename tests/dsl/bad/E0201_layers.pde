domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
network { hidden = [10]*2; layers = [dense(10), act]*2 }
