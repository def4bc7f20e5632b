domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
network { layers = [dense(10)] }
sample { eq = 100; at = obs }
loss { data = 1 }
plot history
sweep { seed = 1..3 }
data obs { file = "a.csv" }
output { save = [model, report] }
# error: E0207 5:11 "`layers` of `network` is not implemented yet"
# error: E0207 6:20 "`at` of `sample` is not implemented yet"
# error: E0207 7:8 "`data` of `loss` is not implemented yet"
# error: E0207 8:1 "`plot` is not implemented yet"
# error: E0207 9:1 "`sweep` is not implemented yet"
# error: E0207 10:1 "`data` is not implemented yet"
# error: E0207 11:25 "`report` is not implemented yet"
