domain x in [0, 0.6]
field u
eq u_xx = 2
bc u = 0 on x = 0
exact u from "../tables/heights.csv"
