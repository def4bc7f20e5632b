domain x in [0, 1]
time t in [0, 1]
field u
eq u_t = u_xx
ic u = 0
bc dirichlet u = 0 on x = 0
bc neumann: 0 on x = 1
bc periodic on x
