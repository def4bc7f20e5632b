pde 1
title "A star of gas (Lane and Emden, n = 5)"

# A ball of gas in its own gravity.

domain r in [0, 6]
field  u

eq star:   r*u_rr + 2*u_r + r*u^5 = 0
bc centre: u = 1, u_r = 0 on r = 0

exact u = 1/sqrt(1 + r^2/3)
