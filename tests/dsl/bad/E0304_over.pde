domain x in [0, 1]
over k in [0, m]
over m in 3
over n in [w, 1]
field u, w
eq u_xx = k
eq w_x = n
bc u = 0, w = 0 on x = 0
