domain x in [0, 1]
given f(x) in gaussian(length = 0.05)
given g(x) in gaussian(length = 0.001, period = 1)
field u
eq u_xx = f(x) + g(x)
bc u = 0 on boundary
