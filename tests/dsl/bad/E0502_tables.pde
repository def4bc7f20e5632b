domain x in [0, 1]
field u, v
eq u_xx = -1, v = u
bc u = 0 on boundary
exact u from "../tables/flawed.csv"
exact v from "../tables/heights.csv"
# error: E0502 5:14 "../tables/flawed.csv:3: column `u` holds "n/a""
# error: E0502 6:14 "`../tables/heights.csv` has no column `v`"
