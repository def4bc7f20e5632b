domain x in [0, 1]
time t in [0, 2]
field u
eq flow: u_t = u_xx
ic start: u = sin(pi*x)
bc walls: u = 0 on boundary
train adam { steps = 100 }
plot heatmap { over = [t, z] }
plot heatmap { of = [] }
plot spectrum { along = x; k = 3 }
plot slopes { of = u }
plot colours { of = u }
