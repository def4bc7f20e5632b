domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
train adam { steps = 600 }
train lm { steps = 20 }
train lm { steps = 30 }
sweep {
  train.steps = [10, 20]
  train.adam.lr = [1e-3, 1e-2]
}
