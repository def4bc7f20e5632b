pde 1
title "A wire that carries a current, and the field around it"

# The second derivative of the potential jumps where the current ends: a piece on each side, joined by value and slope.

domain (x, y) in disk([0, 0], 2)
region wire = disk([0, 0], 0.5)
region air  = not wire
field A on wire, A on air

let j = if wire then 4 else 0

eq ampere: -lap(A) = j
bc far:    A = 0                        on boundary
bc meet:   jump(A) = 0, jump(dn(A)) = 0 on interface(wire, air)

let r2 = x^2 + y^2
exact A = if wire then 0.25 - r2 + 0.5*log(4) else -0.25*log(r2/4)

network { hidden = [12]*2 }
