pde 1
title "A flow in space that never settles (Ethier and Steinman)"

# Three velocities and a pressure in space and time: a solution of the full Navier-Stokes equations, that of Ethier and
# Steinman (1994).

param a = 1
param b = 1

domain (x, y, z) in box([-1, -1, -1], [1, 1, 1])
time   t in [0, 0.5]
field  u, v, w, p

let f = exp(-b^2*t)
let U = -a*(exp(a*x)*sin(a*y + b*z) + exp(a*z)*cos(a*x + b*y))*f
let V = -a*(exp(a*y)*sin(a*z + b*x) + exp(a*x)*cos(a*y + b*z))*f
let W = -a*(exp(a*z)*sin(a*x + b*y) + exp(a*y)*cos(a*z + b*x))*f
let P = -a^2/2*(exp(2*a*x) + exp(2*a*y) + exp(2*a*z) + 2*sin(a*x + b*y)*cos(a*z + b*x)*exp(a*(y + z)) + 2*sin(a*y + b*z)*cos(a*x + b*y)*exp(a*(z + x)) + 2*sin(a*z + b*x)*cos(a*y + b*z)*exp(a*(x + y)))*f^2

eq momentum: [u_t, v_t, w_t] + advect([u, v, w], [u, v, w]) + grad(p) = lap([u, v, w])
eq mass:     div([u, v, w]) = 0
ic start:    u = U, v = V, w = W
bc rim:      u = U, v = V, w = W, p = P on boundary

exact u = U, v = V, w = W, p = P

train auto { steps = 130 }
