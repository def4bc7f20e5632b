domain x in [0, 1]
time t in [0, 1]
field u of t, v
eq u_t = 0
eq v_t = v_xx
