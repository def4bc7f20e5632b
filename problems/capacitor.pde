pde 1
title "A capacitor with two layers"

# Two insulators with a charge in them: the potential has a kink where they meet, and a piece on each side.

domain x in [0, 1]
region glass = x < 0.3
region paper = not glass
field V on glass, V on paper
let eps = if glass then 7 else 2.3

eq gauss: dx(eps*dx(V)) = -x
bc plus:  V = 1 on x = 0
bc minus: V = 0 on x = 1
let C = (0.3^3/(6*7) + (1 - 0.3^3)/(6*2.3) - 1)/(0.3/7 + 0.7/2.3)

bc meet: jump(V) = 0, jump(eps*dn(V)) = 0 on interface(glass, paper)

exact V = if glass then 1 + (C*x - x^3/6)/7 else ((1 - x^3)/6 - C*(1 - x))/2.3

network { hidden = [12]*2 }
