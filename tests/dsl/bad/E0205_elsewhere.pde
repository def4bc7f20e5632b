domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
network { neurons = 20; act = silu; init = Xavier }
train Adam { epochs = 100; learning_rate = 1e-3 }
train solver { steps = 10 }
compute { precision = float64 }
plot contour { of = u }
plot surface { of = u }
plot line { of = u }
