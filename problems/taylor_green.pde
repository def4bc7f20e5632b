pde 1
title "Vortices that slow down (Taylor and Green)"

# Two velocities and a pressure that slow down together.

param nu = 0.1

domain (x, y) in rect([0, 0], [pi, pi])
time   t in [0, 1]
field  u, v, p

eq momentum: [u_t, v_t] + advect([u, v], [u, v]) + grad(p) = nu*lap([u, v])
eq mass:     div([u, v]) = 0
ic start:    u = sin(x)*cos(y), v = -cos(x)*sin(y)
bc sides:    u = 0, v_x = 0     on x = 0, x = pi
bc floors:   v = 0, u_y = 0     on y = 0, y = pi
bc level:    p = exp(-4*nu*t)/2 on point([0, 0])

exact u = sin(x)*cos(y)*exp(-2*nu*t), v = -cos(x)*sin(y)*exp(-2*nu*t), p = (cos(2*x) + cos(2*y))/4*exp(-4*nu*t)
