pde 1
title "Vibrating string"

# A string of length 1, plucked and let go. With `--set a=0.5` a second mode, four times as fast, joins in: the
# solution is as smooth as before, and yet much harder to learn ("spectral bias").

param c = 2            # speed of waves
param a = 0 in [0, 1]  # amplitude of the fourth mode

domain x in [0, 1]
time   t in [0, 1]
field  u

eq string: u_tt = c^2*u_xx
ic pluck:  u = sin(pi*x) + a*sin(4*pi*x), u_t = 0
bc ends:   u = 0 on x = 0, x = 1

exact u = sin(pi*x)*cos(c*pi*t) + a*sin(4*pi*x)*cos(4*c*pi*t)

network { hidden = [30]*3; adaptive = fixed }
sample { eq = 3000; boundary = 800; method = sobol }
loss { pluck = 100; ends = 100 }
train lm { steps = 300 }
