domain x in [0, 1]
time t in [0, 1]
field u
param nu = 0,01
eq u_t + u u_x = nu*u_xx
ic u = sin(pi x)
bc u = 0 on boundry
