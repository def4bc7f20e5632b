domain x in [0, 1]
time t in [0, 2]
field u
eq flow: u_t = u_xx
ic start: u = sin(pi*x)
bc walls: u = 0 on boundary
train adam { steps = 100 }
plot slice { of = u; along = x; t = [0.5, 3] }
plot slice { along = [x, t] }
plot slice { along = t, t = 1 }
plot heatmap { of = u; steps = [50, 200] }
plot error { along = x }
plot error { along = x, over = [x, t] }
plot vectors { of = u }
plot history { of = u }
plot heatmap { of = [u_x, flow, u_tt + v] }
plot conditioning
plot conditioning { steps = [0, 200] }
