domain (x, y) in annulus([0, 0], 1, 2)
region lower = y < 1
field u, v
eq u_xx = i*u
eq v_xx = u
bc jump(u) = 0, jump(dn(u)) = 1 on y = 1
bc u = real(v) on boundary
delay u = 0
