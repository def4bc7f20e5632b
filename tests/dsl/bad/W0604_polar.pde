domain (r, phi) in rect([0.5, 0], [2, 1]) with coordinates = polar
field u
eq laplace: u_rr + u_phiphi = 0
eq lap(u) = 0
bc rim: dn(u) = 2*r*sin(2*phi) on r = 2
bc ray: dn(u) = 2*r^2*cos(2*phi) on phi = 1
exact u = r^2*sin(2*phi)
