domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
check sign: u
train lm { until = 10 parsecs }
train lm { until = 10weeks or loss < 1e-8 }
train lm { until = time < 600 }
train lm { until = loss }
