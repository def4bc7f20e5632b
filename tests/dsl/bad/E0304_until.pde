domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
train adam { steps = 10; until = loss > 1e-3 }
train adam { steps = 10; until = loss < 0 }
train adam { steps = 10; until = time_used > 3 }
train adam { steps = 10; until = 1e-3 }
train adam { steps = 10; until = 0 min }
train adam { steps = 10; until = 3*2 min }
train lm { steps = 10; until = minutes > 10 or error < "small"; retreat = 3 }
train lm { until = error < 1e-3 }
