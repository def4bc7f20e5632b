domain x in [0, 1]
time t in [0, 1]
field u
eq Dt(u(t, x)) ~ Dxx(u(t, x))
ic u = 0
bc u = 0 on boundary
