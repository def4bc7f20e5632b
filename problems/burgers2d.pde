pde 1
title "Burgers' equation for two velocities"

# Two velocities that carry each other, and a front that runs along the diagonal.

param nu = 0.02

domain (x, y) in rect([0, 0], [1, 1])
time   t in [0, 1]
field  u, v

let q = 1/(4*(1 + exp((4*y - 4*x - t)/(32*nu))))

eq flow:  [u_t, v_t] + advect([u, v], [u, v]) = nu*lap([u, v])
ic start: u = 3/4 - q, v = 3/4 + q
bc rim:   u = 3/4 - q, v = 3/4 + q on boundary

exact u = 3/4 - q, v = 3/4 + q

train auto { steps = 130 }
