let k(x) from "../tables/conductivity.csv"
domain x in [0, 100]
field u
eq heat: k(x)*u_xx = -1
bc ends: u = k(100*x) on boundary
