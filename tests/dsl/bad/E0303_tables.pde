param D from "../tables/conductivity.csv"
let F(a, b, c, d) from "../tables/conductivity.csv"
let shape = disk from "../tables/conductivity.csv"
domain x in [0, 1]
field u
eq u_xx = sin from "../tables/conductivity.csv"
bc u = 0 on boundary
