pde 1
title "Creeping flow in a channel"

# Slow flow, driven by a pressure that is found.

domain (x, y) in rect([0, 0], [2, 1])
field  u, v, p

eq momentum: lap([u, v]) = grad(p)
eq mass:     div([u, v]) = 0
bc inlet:    u = 4*y*(1 - y), v = 0 on x = 0
bc walls:    u = 0, v = 0           on y = 0, y = 1
bc outlet:   p = 0, v = 0           on x = 2

exact u = 4*y*(1 - y), v = 0, p = 8*(2 - x)
