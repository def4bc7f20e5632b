pde 1
title "A population that poisons itself: an integral equation of Volterra"

# A population that remembers: the integral runs up to now.

time  t in [0, 5]
field u

eq grow:  u_t = -u + integral(exp(s - t)*u(t = s), s in [0, t])
ic start: u = 1

exact u = exp(-t)*cosh(t)
