domain x in [0, 1]
field u
param alpha = 30°
eq u_xx = sin(30 deg)
bc u = 0 on boundary
