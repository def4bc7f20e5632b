domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
plot history
sweep { seed = 1..3 }
output { save = [model, report] }
