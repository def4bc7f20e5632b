domain (x, t) in rect([0, 0], [1, 1])
field u
eq u_t = u_xx
ic u = 0
bc u = 0 on x = 0, x = 1
