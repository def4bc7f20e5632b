title "Poisson's equation on a line, small enough to train many times"

domain x in [0, 1]
field  u

eq poisson: -u_xx = pi^2*sin(pi*x)
bc ends:    u = 0 on boundary

exact u = sin(pi*x)

network { hidden = [10]*2 }
sample { eq = 50; boundary = 2 }
train adam { steps = 150; lr = 1e-2 }
