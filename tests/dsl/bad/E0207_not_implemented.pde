domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
network { layers = [dense(10)] }
plot history
sweep { seed = 1..3 }
output { save = [model, report] }
# error: E0207 5:11 "`layers` of `network` is not implemented yet"
# error: E0207 6:1 "`plot` is not implemented yet"
# error: E0207 7:1 "`sweep` is not implemented yet"
# error: E0207 8:25 "`report` is not implemented yet"
