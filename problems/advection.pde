pde 1
title "A hump that is carried along"

# A profile that is carried along keeps its form: the simplest of all evolution equations. Only where the flow enters
# does the boundary say anything.

param c = 0.7 in [0.1, 2]

domain x in [-1, 1]
time   t in [0, 1]
field  u

let hump(s) = exp(-10*s^2)

eq carry:  u_t + c*u_x = 0
ic start:  u = hump(x + 0.3)
bc inflow: u = hump(x - c*t + 0.3) on x = -1

exact u = hump(x - c*t + 0.3)
