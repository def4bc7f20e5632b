domain x in [0, 1]
field u
let k(x) from "conductivity.csv" method = cubic
let g(x) from "conductivity.csv" with method = spline
let h(x) from "nowhere.csv"
eq u_xx = k(x)
bc u = 0 on boundary
