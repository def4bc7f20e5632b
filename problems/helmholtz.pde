pde 1
title "Helmholtz equation in a square"

# `lap(u)` is u_xx + u_yy, and `boundary` the whole of it. The source q belongs to the solution below; a wrong sign
# in it would show as an error that stays large. From Jagtap, Kawaguchi and Karniadakis (2020a), GAAF.

domain (x, y) in rect([-1, -1], [1, 1])
field  u

let shape = sin(pi*x)*sin(pi*y)
let q     = 2*pi*sin(pi*(x + y)) + (1 - 2*pi^2)*(x + y)*shape

eq helmholtz: lap(u) + u = q
bc walls:     u = 0 on boundary

exact u = (x + y)*shape

network { hidden = [40]*2; activation = tanh; adaptive = fixed }
sample { eq = 2000; boundary = 400; method = sobol }
loss { walls = 100 }
train adam { lr = exponential(1e-2, rate = 0.7, every = 1000); steps = 8000 }
