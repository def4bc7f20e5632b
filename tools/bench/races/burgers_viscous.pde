pde 1
title "Viscous Burgers equation, three times the viscosity, everything else by default"

param nu = 0.03/pi in [0.001, 1]  # viscosity

domain x in [-1, 1]
time   t in [0, 1]
field  u

eq burgers: u_t + u*u_x = nu*u_xx
ic start:   u = -sin(pi*x)
bc walls:   u = 0 on x = -1, x = 1

let h    = 2*sqrt(nu*t)
let w(s) = exp(-s^2 - cos(pi*(x - h*s))/(2*pi*nu))
exact u = -integral(sin(pi*(x - h*s))*w(s), s in [-inf, inf])
    / integral(w(s), s in [-inf, inf])
