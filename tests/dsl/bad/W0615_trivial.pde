domain (x, y) in rect([0, 0], [1, 1])
field u, p
unknown k = 2
eq lap(u) + k^2*u*exp(-u) = p_x*sin(y)
eq lap(p) = integral(u*cos(s), s in [0, 1])
bc u = 0, dn(p) = 0 on boundary
