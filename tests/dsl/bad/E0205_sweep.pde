param nu = 0.1 in [1e-3, 1]
param n = 10
domain x in [0, 1]
field u
eq u_xx = -nu*n
bc u = 0 on boundary
sweep of u { network.adaptive = [fixed, lllaaf(n = n), fixed(recovery = 1)]; train.lm.damping = [mu] }
train lm {}
