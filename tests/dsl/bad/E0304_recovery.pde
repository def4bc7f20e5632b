domain x in [0, 1]
field u
eq flat: u_x = u
bc left: u = 1 on x = 0
network { adaptive = llaaf(n = 10, recovery = exponential(1, rate = 0.5, every = 100)) }
train adam { steps = 100 }
train lbfgs { steps = 100 }
