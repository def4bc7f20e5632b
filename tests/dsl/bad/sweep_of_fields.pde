domain x in [0, 1]
field u
param nu = 0.1 in [0, 1]
eq nu*u_xx = -1
bc u = 0 on boundary
sweep { u = [0, 1]; x = [0, 1]; mu = [1, 2] }
