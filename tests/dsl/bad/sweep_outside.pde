domain x in [0, 1]
field u
param nu = 0.1 in [0, 1]
eq nu*u_xx = -1
bc u = 0 on boundary
sweep { nu = [0.5, 1.5]; lr = [1e-3, 1e-4]; steps = [10, 20] }
