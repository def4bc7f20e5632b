pde 1
title "Heat in a rod of uncertain material"

# k is known to a tenth: the solution for all values that it may have, and so what its mean is and how it scatters.

domain x in [0, 1]
over   k in normal(1, 0.1)
field  u

eq k*u_xx = -sin(pi*x)
bc u = 0 on boundary

exact u = sin(pi*x)/(pi^2*k)
