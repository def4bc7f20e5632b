domain x in [5, 6]
field u
eq u_xx = 2
bc u = 0 on boundary
exact u from "../tables/heights.csv"
