domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
train lm { until = 1e-8 }
train adam { until = loss = 1e-8 }
train adam { until = error < 1% }
train adam { until = 10 minutes or }
