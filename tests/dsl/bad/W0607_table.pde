let k(x) from "../tables/conductivity.csv"
domain x in [0, 1]
field u
eq heat: d(k(x)*u_x, x) = -1
bc u = 0 on boundary
