pde 1
title "Cantilever beam under its own weight"

# Fourth order: clamped on the left (no deflection, no slope), free on the right (no moment, no shear force).
# Derivatives of any order are written the same way.

domain x in [0, 1]
field  u

eq bending: u_xxxx = -1
bc clamped: u = 0, u_x = 0      on x = 0
bc free:    u_xx = 0, u_xxx = 0 on x = 1

exact u = -x^4/24 + x^3/6 - x^2/4

network { hidden = [20]*2; adaptive = fixed }
sample { eq = 100; method = grid }
loss { bc = 10 }
train adam { lr = exponential(1e-2, rate = 0.7, every = 1000); steps = 6000 }
