pde 1
param nu = 0,01
domain x in [-1 1]
time t in (0, 1)
feild u
eq u_t + u u_x = nu*u_xx
ic u == sin(pi*x)
bc u = 0 on x = −1
train adam { lr: 1e-3 }
