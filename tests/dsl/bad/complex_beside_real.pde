domain x in [0, 1]
time t in [0, 1]
field h complex, u
eq i*h_t = h_xx
eq u_t = abs2(h)
ic h = 1, u = 0
bc h = 0 on boundary
