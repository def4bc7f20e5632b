domain x in [0, 1]
time t in [0, 1]
field u
eq u_t + uu_x = νu_xx
ic u|t=0 = sin(x)
bc u(0,t) = u(1,t) = 0
