pde 1
title "Oil between two pipes, the inner one turns (Couette)"

# The speed is along the angle and depends on r alone; v/r^2 is there because its direction turns.

domain r in [1, 2] with coordinates = cylindrical
field  v  # along the angle

eq shear: v_rr + v_r/r - v/r^2 = 0
bc inner: v = 1 on r = 1
bc outer: v = 0 on r = 2

exact v = (4/r - r)/3
