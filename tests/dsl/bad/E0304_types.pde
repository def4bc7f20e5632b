param n = x
unknown k = 1/0
domain x in [0, 1]
field u
eq u_xx = k*n
bc u = 0 on boundary
network { hidden = 20; normalise = 1; adaptive = gaaf(n = 0.5, op = sin) }
sample { eq = 2.5; boundary = -3; method = "grid" }
train adam { steps = 0; lr = true; beta1 = u }
output { dir = out }
