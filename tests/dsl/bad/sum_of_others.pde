domain x in [0, 1]
field u
eq u_xx = sum(sin(k*x), k = 1..5)
bc u = sum(k, 1, 5, k*x) on x = 0
bc u = sum(for k in 1..5: k) on x = 1
