domain x in [0, 1]
field u, v, w
eq u_xx = -1, v_xx = -1, w_xx = -1
bc u = 0, v = 0, w = 0 on boundary
network A of u { layers = [dense(0), act] }
network B of v { layers = [] }
network C of w { layers = residual(10) }
