domain x in [0, 1]
field u
eq u_xx = cos(pi*x)
bc u_x = 0 on boundary
# warning: W0605 2:7 "`u` is fixed only up to a constant"
