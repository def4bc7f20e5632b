pde 1
title "A pendulum that swings far"

# A pendulum that was let go far up: its energy stays.

param k = 0.9  # sine of half the angle that it is let go at

time  t in [0, 10]
field phi

eq swing: phi_tt = -sin(phi)
ic start: phi = 2*asin(k), phi_t = 0

check energy: phi_t^2/2 - cos(phi) = -cos(2*asin(k)) on t = 10
