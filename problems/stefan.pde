pde 1
title "Ice that melts: how far the water has come"

# Ice melts from one side: the place s(t) of the front is a field of time alone, and y = x/s brings the water to [0, 1].

param lambda = 0.6200626  # lambda exp(lambda^2) erf(lambda) = 1/sqrt(pi)

domain y in [0, 1]  # of the way to the ice
time   t in [0.1, 1]
field  u
field  s of t

eq heat:  s^2*u_t = u_yy + y*s*s_t*u_y
eq melt:  s*s_t = -u_y(y = 1)
ic start: u = 1 - erf(lambda*y)/erf(lambda)
ic place: s = 2*lambda*sqrt(0.1)
bc wall:  u = 1 on y = 0
bc ice:   u = 0 on y = 1

exact u = 1 - erf(lambda*y)/erf(lambda), s = 2*lambda*sqrt(t)

network { hidden = [12]*2 }
