domain x in [0, 1]
given f in gaussian(0.2)
given g(x) = sin(x)
given h(x) in
field u
eq u_x = 1
bc u = 0 on x = 0
