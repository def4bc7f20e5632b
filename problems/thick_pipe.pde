pde 1
title "A pipe under pressure (Lame), in metres and pascals"

# Lame's solution: displacements of micrometres beside stresses of megapascals.

param E   = 210e9
param nu  = 0.3
param pin = 20e6  # Pa

domain r in [0.05, 0.1]
field  u

let C   = E/((1 + nu)*(1 - 2*nu))
let srr = C*((1 - nu)*u_r + nu*u/r)
let shh = C*((1 - nu)*u/r + nu*u_r)

eq force: dr(srr) + (srr - shh)/r = 0
bc inner: srr = -pin on r = 0.05
bc outer: srr = 0    on r = 0.1

let k = pin*0.05^2/(0.1^2 - 0.05^2)
exact u = (1 + nu)/E*k*((1 - 2*nu)*r + 0.1^2/r)
