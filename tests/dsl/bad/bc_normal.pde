domain (x, y) in rect([0, 0], [2, 1])
field u
eq lap(u) = 0
bc u_n = 0 on x = 0
bc du/dn = 0 on x = 2
bc dot(grad(u), n) = 0 on y = 0
bc dn = 0 on y = 1
