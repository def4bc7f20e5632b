domain x in [0, 1]
field u
eq u_xx = -1
bc rim: u = 0 on boundary with weight = 3
loss { rim = 2 }
# error: E0201 5:8 "the weight of `rim` is given twice"
