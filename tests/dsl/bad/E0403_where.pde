domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0
ic u = 0
# error: E0403 4:1 "a boundary condition must say where it holds"
# error: E0403 5:1 "an initial condition needs a `time`"
