domain x in [0, 1]
field u
eq u_xx = sum(k in 1..2.5, sin(k*x))
bc a: u = product(k in [1, 3], k) on x = 0
bc b: u = bessel_j(x, 1) + legendre_p(0.5, x) on x = 1
bc c: u = sum(k in 1..1000000, k) + bessel_j_zero(0, 0) on x = 1
