domain x in [0, 1]
field u
eq u_xx = -1
bc u = 1 on x = 0
ansatz u = x*(1 - x)*net
