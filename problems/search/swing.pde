title "A swing, small enough to train many times"

time t in [0, 2]
field u

eq swing: u_tt = -4*u
ic start: u = 1
ic rest:  u_t = 0

exact u = cos(2*t)

network { hidden = [10]*2 }
sample { eq = 50 }
train adam { steps = 150; lr = 1e-2 }
