pde 1
title "Klein-Gordon equation with a quadratic nonlinearity"

# A wave equation with a source chosen so that the solution is known (a "manufactured" solution). Second order in
# time: it needs the value and the velocity at the start. From Jagtap, Kawaguchi and Karniadakis (2020a), GAAF.

domain x in [-1, 1]
time   t in [0, 10]
field  u

eq wave:  u_tt - u_xx + u^2 = -x*cos(t) + x^2*cos(t)^2
ic start: u = x, u_t = 0
bc ends:  u = x*cos(t) on x = -1, x = 1

exact u = x*cos(t)

network { hidden = [20]*2; adaptive = fixed }
sample { eq = 1500; boundary = 400; method = sobol }
loss { start = 10; ends = 10 }
train lm { steps = 300 }
