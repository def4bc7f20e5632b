param L = 1
domain (x, y) in disk([0, 0], L)
time t in [0, L]
over k in normal(1)
over q in normal(1, 0)
given a(t) in gaussian(lenght = 0.2)
given b(t) in gaussian(length = 0.2, terms = L)
given c(x) in gaussian(length = 0.2)
given d(t) in uniform(0, 1)
given e(t) in gaussian(terms = 3)
given g(x, t) in gaussian(0.2)
given h(t) in gaussian(0.2, period = 1, on = [0, 1])
given i(t) in gaussian(0.2, on = 1)
given j(t) in gaussian(0.2, 3)
given k1(t) in gaussian(0.2, length = 3)
given l(t) in gaussian(length = 0.2, on = [0, 1], on = [0, 2])
field u
eq u_t = lap(u)
