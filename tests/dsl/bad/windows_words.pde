domain x in [0, 1]
time t in [0, 1]
field u
eq flow: u_t = u_xx
ic u = 0
bc u = 0 on boundary
train adam { steps = 100 }
sample { windows = 0 }
sample { window = 4 }
