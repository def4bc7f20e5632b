domain x in [0, 1]
field u
eq u_xx = -1
bc rim: u = 0 on boundary with weight = 3
loss { rim = 2 }
