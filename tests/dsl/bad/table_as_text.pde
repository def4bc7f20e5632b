domain x in [0, 1]
field u
let k(x) = "conductivity.csv"
let g from conductivity.csv
eq u_xx = k(x) + g
exact u = "heights.csv"
bc u = 0 on boundary
