domain x in [0, 1]
time t in [0, 1]
field u, v
eq u_t = v
eq v_t = -u
data seen { file = "../tables/swing.csv"; columns = [x, t, u] }
