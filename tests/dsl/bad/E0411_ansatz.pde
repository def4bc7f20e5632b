domain x in [0, 1]
time t in [0, 1]
field u
eq u_t = u_xx
ansatz u = t*net
sample { windows = 2 }
