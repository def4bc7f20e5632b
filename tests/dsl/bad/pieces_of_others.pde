domain x in [0, 2]
region a = x < 1
region b = not a
region c = x < 0.5
region d = not c
field T on a, T on b
field v on c, v on d
eq T_xx = v
eq v_x = 0
bc T = 0 on boundary
bc v = 0 on x = 0
