domain x in [0, 1]
field u
param nu = 0.1 in [0, 1]
eq nu*u_xx = -1
bc u = 0 on boundary
sweep { nu = [1%, 10%]; seed = 1, 2, 3 }
