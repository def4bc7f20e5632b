pde 1
title "Sine-Gordon equation: a breather"

param w = 0.6 in [0.1, 0.9]  # frequency

domain x in [-6, 6]
time   t in [0, 6]
field  u

let k        = sqrt(1 - w^2)
let breather = 4*atan(k/w*cos(w*t)/cosh(k*x))

eq wave:  u_tt - u_xx + sin(u) = 0
ic start: u = breather, u_t = 0
bc ends:  u = breather on x = -6, x = 6

exact u = breather

network { hidden = [20]*3 }
sample { eq = 2000; boundary = 500; method = sobol }
loss { start = 10; ends = 10 }
