title "Held out: a breather of the sine-Gordon equation"

# No function was chosen with this problem; see docs/act_bench.
domain x in [-6, 6]
time   t in [0, 6]
field  u

let breather = 4*atan(4/3*cos(0.6*t)/cosh(0.8*x))

eq wave:  u_tt - u_xx + sin(u) = 0
ic start: u = breather
ic rest:  u_t = 0
bc ends:  u = breather on x = -6, x = 6

exact u = breather

network { hidden = [16]*3; activation = tanh }
sample { eq = 300; boundary = 100 }
loss { start = 10; rest = 10; ends = 10 }
train adam { steps = 1200; lr = cosine(1e-2) }
