domain x in [0, 1]
time t in [0, 1]
field u
eq diff(u(x, t), t) = diff(u(x, t), x$2)
ic u(x, 0) = sin(Pi*x)
bc u(0, t) = 0 on x = 0
