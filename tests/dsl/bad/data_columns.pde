domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
data obs { file = "heights.csv"; columns = "x, u" }
data more { file = "heights.csv"; columns = [x]; value = u }
data others { file = "heights.csv"; columns = [x, w] }
