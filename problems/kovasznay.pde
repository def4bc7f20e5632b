pde 1
title "Flow behind a grid (Kovasznay)"

# The wake of a grid: a solution of the steady Navier-Stokes equations.

param Re = 20

domain (x, y) in rect([-0.5, -0.5], [1, 1.5])
field  u, v, p

let k = Re/2 - sqrt(Re^2/4 + 4*pi^2)

eq momentum: advect([u, v], [u, v]) + grad(p) = lap([u, v])/Re
eq mass:     div([u, v]) = 0
bc walls:    u = 1 - exp(k*x)*cos(2*pi*y), v = k/(2*pi)*exp(k*x)*sin(2*pi*y) on boundary
bc outlet:   p = (1 - exp(2*k*x))/2                                          on x = 1

exact u = 1 - exp(k*x)*cos(2*pi*y), v = k/(2*pi)*exp(k*x)*sin(2*pi*y), p = (1 - exp(2*k*x))/2

train auto { steps = 130 }
