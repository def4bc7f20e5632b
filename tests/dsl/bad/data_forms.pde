domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
data "heights.csv"
data obs = "heights.csv"
data obs from "heights.csv"
data { source = "heights.csv" }
