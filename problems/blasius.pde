pde 1
title "Flow along a plate (Blasius)"

# The friction at the plate, f'' = 0.33205733621519630 (Boyd 1999), is what all of it is computed for.

domain eta in [0, 10]
field  f

eq flow:   f_etaetaeta + f*f_etaeta/2 = 0
bc plate:  f = 0, f_eta = 0 on eta = 0
bc stream: f_eta = 1        on eta = 10

check friction: f_etaeta = 0.3320573362151963 on eta = 0 with tolerance = 1e-7
