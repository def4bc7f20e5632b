pde 1
title "Diffusion and reaction with any source"

# The solution operator of a nonlinear equation: from a source f, any function that changes on a length of 0.2, to u in
# space and time.

domain x in [0, 1]
time   t in [0, 1]
given  f(x) in gaussian(length = 0.2)
field  u

eq u_t = 0.01*u_xx + 0.01*u^2 + f(x)
ic u = 0
bc u = 0 on boundary

# What comes in is stored or flows out, to a twentieth of a source of size 1, whatever function it is.
check balance: integral(u_t - 0.01*u^2 - f(x), x in [0, 1]) = 0.01*(u_x(x = 1) - u_x(x = 0)) with tolerance = 0.05

network { layers = [deeponet] }
train auto { steps = 250 }
