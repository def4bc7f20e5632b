# A steel strip pulled at its end, plane stress, in the units of a drawing: metres and pascals.
#
# Displacements are of 1e-6 m and stresses of 1e6 Pa: Ansatz scales fields and residuals by the problem's own numbers,
# and says so (`ansatz show problems/steel_strip.pde`).

title "A steel strip pulled at its end, SI units"

param E  = 210e9  # Pa
param nu = 0.3
param s0 = 1e6   # Pa, traction
param L  = 0.2   # m
param H  = 0.05  # m

domain (x, y) in rect([0, 0], [L, H])
field  u, v

let C   = E/(1 - nu^2)
let sxx = C*(dx(u) + nu*dy(v))
let syy = C*(dy(v) + nu*dx(u))
let sxy = E/(2*(1 + nu))*(dy(u) + dx(v))

eq dx(sxx) + dy(sxy) = 0
eq dx(sxy) + dy(syy) = 0

bc left:  u = 0, sxy = 0    on x = 0
bc floor: v = 0, sxy = 0    on y = 0
bc top:   syy = 0, sxy = 0  on y = H
bc pull:  sxx = s0, sxy = 0 on x = L

exact u = s0/E*x, v = -nu*s0/E*y

network { hidden = [12, 12] }
sample { eq = 500; boundary = 200 }
