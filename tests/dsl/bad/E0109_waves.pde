domain x in [0, 1]
given fa(x) in gaussian(length = 0.2, terms = 64)
given fb(x) in gaussian(length = 0.2, terms = 64)
given fc(x) in gaussian(length = 0.2, terms = 64)
given fd(x) in gaussian(length = 0.2, terms = 64)
given fe(x) in gaussian(length = 0.2, terms = 64)
given ff(x) in gaussian(length = 0.2)
field u
eq u_x = fa(x) + fb(x) + fc(x) + fd(x)
bc u = 0 on x = 0
