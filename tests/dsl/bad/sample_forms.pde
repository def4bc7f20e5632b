domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
sample 1000
sample { points = 1000; interior = 500; method = random(7) }
