let u_start(x) from "../tables/flawed.csv" with columns = [x, u]
let D(x) from "../tables/heights.csv"
let k(x) from "../tables/conductivity.csv" with columns = [x, k, t]
let scattered(a, b) from "../tables/swing.csv" with columns = [x, t, u]
let plate = polygon from "../tables/swing.csv"
domain x in [0, 1]
field u
eq u_xx = k(x) + D(x) + scattered(x, x)
bc u = 0 on boundary
