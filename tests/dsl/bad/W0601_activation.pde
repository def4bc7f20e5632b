domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
network { activation = relu }
# warning: W0601 5:24 "`relu` has a zero second derivative: `u_xx` is 0 everywhere"
