pde 1
title "A membrane on an L: a corner that turns inwards"

# Where the domain takes 270 degrees of a corner, the solution is like r^(2/3): its slope is infinite there. The network is
# given that function beside the coordinates, as `ansatz show` says. The integral of u is known: 0.2140758036 (it is the
# energy by which codes of finite elements are measured on this domain).

domain (x, y) in rect([-1, -1], [1, 1]) - rect([0, 0], [1, 1])
field  u

eq -lap(u) = 1
bc u = 0 on boundary

train auto { steps = 200 }
check sagging: integral(integral(u, x in [-1, 0]), y in [-1, 0]) + 2*integral(integral(u, x in [-1, 0]), y in [0, 1]) = 0.2140758
    on point([-0.5, -0.5]) with tolerance = 1e-5
