pde 1
title "Helmholtz equation in a square"

# `lap(u)` is u_xx + u_yy, and `boundary` the whole of it. The source belongs to the solution below; a wrong sign in it
# would show as an error that stays large. Gradient descent is slow to see waves of such different lengths (Wang, Teng
# and Perdikaris 2021 study it on this problem); try --set n=6.

param k = 1             # wave number
param m = 1 in [1, 10]  # half waves along x
param n = 4 in [1, 10]  # and along y

domain (x, y) in rect([-1, -1], [1, 1])
field  u

let waves = sin(m*pi*x)*sin(n*pi*y)

eq helmholtz: lap(u) + k^2*u = (k^2 - (m^2 + n^2)*pi^2)*waves
bc walls:     u = 0 on boundary

exact u = waves

network { hidden = [30]*2; adaptive = fixed }
sample { eq = 2000; boundary = 500; method = sobol }
loss { walls = 1000 }
train lm { steps = 250 }
