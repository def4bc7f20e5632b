domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
train Adam { steps = 10 }
train sgdm { steps = 10 }
train adam { epochs = 10; learning_rate = 1e-3 }
train lbfgs { lr = 1 }
