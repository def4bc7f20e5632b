pde 1
title "A parachutist, in metres and seconds"

# Before the parachute opens: the speed ends at 56 m/s, and is brought to the size of one by itself.

param g = 9.81  # m/s^2
param m = 80    # kg
param k = 0.25  # kg/m

time  t in [0, 30]
field v

eq fall:  m*v_t = m*g - k*v^2
ic start: v = 0

exact v = sqrt(m*g/k)*tanh(t*sqrt(g*k/m))
