domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
network { hiden = [20]*2; activation = tahn }
train adm { steps = 100 }
loss { bcs = 10 }
