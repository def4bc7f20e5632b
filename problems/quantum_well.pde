pde 1
title "A particle in a box: energy and wave function"

# The energy is an unknown, the norm an integral over the box. Of all states training finds the one next to where the
# energy starts; the sign of the wave is chance.

domain x in [0, 1]
field  psi
unknown E = 4

eq wave:  -psi_xx/2 = E*psi
bc walls: psi = 0                          on boundary
bc norm:  integral(psi^2, x in [0, 1]) = 1 on x = 0

exact psi = sqrt(2)*sin(pi*x), E = pi^2/2
