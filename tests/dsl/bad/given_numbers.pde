domain x in [0, 1]
given f(x) in gaussian(length = 0)
given g(x) in gaussian(length = 0.2, deviation = -1)
given h(x) in gaussian(length = 0.2, on = [1, 0])
given p(x) in gaussian(length = 0.2, period = 1/0)
given r(x) in gaussian(length = 1e308)
given s(x) in gaussian(length = 1e-300)
given q(x) in gaussian(length = missing)
field u, p1
eq u_xx = f(x), p1_xx = g(x) + h(x) + p(x) + q(x)
bc u = 0, p1 = 0 on boundary
