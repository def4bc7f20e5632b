domain x in [0, 1]
time t in [0, 1]
field u
unknown k = 1
eq u_t = k*u_xx
ic u = sin(pi*x)
bc u = 0 on boundary
bc u = 0 on t = 1
fit u = sin(pi*x)
eq u_x = u(t = 0)
network { input = [x, periodic(t)] }
sample { windows = 4 }
