pde 1
title "A ball that cools down"

# A ball that was warm inside is put into ice. The operator knows what a sphere is, and the solution has no value at the
# centre as it is written there: that point is left out.

domain r in [0, 1] with coordinates = spherical
time   t in [0, 0.3]
field  u

eq heat:  u_t = lap(u)
ic start: u = sin(pi*r)/(pi*r)
bc skin:  u = 0 on r = 1

exact u = sin(pi*r)/(pi*r)*exp(-pi^2*t)
