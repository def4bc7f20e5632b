domain x in [0, 1]
time t in [0, 1]
field u
eq u_t = ∫ u dx
ic u = 0
bc u = integral(u, x = 0..1) on x = 0
bc u = integral(u, [0, 1]) on x = 1
