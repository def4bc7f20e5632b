domain x in [0, 1]
time t in [0, 1]
field u
eq u_t = u_xx
ic start: u = cos(pi*x)
bc ends: u = 0 on boundary
