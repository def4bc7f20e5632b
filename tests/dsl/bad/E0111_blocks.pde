train adam lr = 3
train adam { lr: 3 }
train adam { lr 3 }
train adam { lr = }
train adam { = 3 }
network { hidden = [20]*6, , act = 3 }
train adam { lr = 1 } 3
network of { }
