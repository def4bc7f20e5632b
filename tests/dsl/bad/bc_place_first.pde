domain x in [0, 1]
time t in [0, 1]
field u
eq u_t = u_xx
ic t = 0: u = 0
bc x = 0: u = 0
bc on x = 1: u = 0
