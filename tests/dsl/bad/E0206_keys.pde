domain x in [0, 1]
field u
unknown k = 1
eq k*u_xx = -1
bc u = 0 on boundary
train adam { steps = 10 }
train adam { steps = 20 }
sweep {
  epochs = [10, 20]
  k = [1, 2]
  train.learning_rate = [1e-3, 1e-2]
  hidden = [[10], [20]]
}
