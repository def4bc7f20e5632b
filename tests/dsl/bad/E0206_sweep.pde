param nu = 0.1 in [1e-3, 1]
param n = 10
domain x in [0, 1]
field u
eq u_xx = -nu*n
bc u = 0 on boundary
sweep { network.adaptiv = [fixed]; m = [1, 2]; train.lr = [1e-3]; output.dir = ["a", "b"]; compute.threads = 1..2 }
