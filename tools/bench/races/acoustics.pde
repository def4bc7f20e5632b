pde 1
title "Sound in a tube: two fields"

# Pressure and velocity, each the other's source: a system of first order, whose energy stays.

domain x in [0, 1]
time   t in [0, 1]
field  p, v

eq mass:     p_t + v_x = 0
eq momentum: v_t + p_x = 0
ic start:    p = cos(2*pi*x), v = 0
bc walls:    v = 0 on x = 0, x = 1

exact p = cos(2*pi*x)*cos(2*pi*t)
exact v = sin(2*pi*x)*sin(2*pi*t)

network { hidden = [24]*2 }
sample { eq = 1500; boundary = 400; method = sobol }
loss { start = 10; walls = 10 }
