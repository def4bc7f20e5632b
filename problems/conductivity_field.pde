pde 1
title "How well a rod conducts, from its temperature"

# An inverse problem: the conductivity k(x) is a field of one coordinate, found from temperatures that were seen
# everywhere.

domain x in [0, 1]
time   t in [0, 1]
field  T
field  k of x

let seen = exp(-t)*sin(pi*x)

eq heat:      T_t = dx(k*T_x) + exp(-t)*sin(pi*x)*(-1 + pi^2*(1 + x^2)) - 2*pi*x*exp(-t)*cos(pi*x)
ic            T = sin(pi*x)
bc            T = 0 on boundary
bc known:     k = 1 on x = 0
fit measured: T = seen

exact T = seen, k = 1 + x^2
