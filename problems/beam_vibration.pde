pde 1
title "A beam that vibrates"

# Second order in time, fourth in space: two modes of a beam on two supports.

domain x in [0, pi]
time   t in [0, 1]
field  w

eq beam:  w_tt + w_xxxx = 0
ic start: w = sin(x) + sin(2*x)/4, w_t = 0
bc ends:  w = 0, w_xx = 0 on boundary

exact w = sin(x)*cos(t) + sin(2*x)*cos(4*t)/4
