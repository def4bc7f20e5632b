domain x in [0, 1]
field u
eq inside: u_xx = -1
bc rim: u = 0 on boundary
loss { insde = 1; rim = 2 }
