domain x in [0, 1]
field u
param nu = 0.1 in [0, 1]
eq nu*u_xx = -1
bc u = 0 on boundary
sweep { nu = 0.1:0.1:1 }
sweep { nu = 0.1..0.5 }
sweep { seed = range(5) }
