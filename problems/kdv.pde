pde 1
title "Korteweg-de Vries equation: a soliton"

# A wave that keeps its shape, because dispersion (u_xxx) undoes what steepening (u*u_x) does. The equation is
# new to the program: a residual of any order needs nothing but this line. `train lm` takes second-order steps
# (Levenberg-Marquardt) in double precision.

domain x in [-6, 6]
time   t in [0, 1]
field  u

let soliton = 2/cosh(x - 4*t)^2

eq kdv:   u_t + 6*u*u_x + u_xxx = 0
ic start: u = soliton
bc ends:  u = soliton       on x = -6, x = 6
bc right: u_x = dx(soliton) on x = 6
exact     u = soliton

network { hidden = [20]*3; adaptive = fixed }
sample { eq = 2000; boundary = 400; method = sobol }
train lm { steps = 60 }
