# Names, shapes, places and formulas of every kind, for how they are typeset.
param lambda_1 = 1
param lambda1 = 2.5e-7 in {1, 2.5e-7}
param größe = 0.01/pi in [1e-3, 1]
param Ω = 3
unknown alpha_max = 0.1 in [0, 1]
unknown q = .5
let plate = rect([-1, -1], [1, 2])
let hole = disk([-0.5, -0.5], 0.25)
let notch = rect([0, 0], [1, 1])
let w(s) = if s < 0 then 1 else if s < 0.5 then s/3 else sqrt(s)
let swirl = [u1, x*u]
domain (x, y) in plate - notch - hole
time t in [0, 2]
field u, u1
eq heat: u_t - div(größe*grad(u)) = w(u1)*Ω
eq other: lap(u1) = div(swirl) + q, u = lambda_1*lambda1*alpha_max
bc left: u = 0 on x = -1, y = -1 where x > 0 and not y == 0
bc rim: dn(u) = 0 on boundary(hole), boundary
bc gauge: u1 = 0 on point([0.5, -0.5])
bc periodic: u(x = 1) = u_x(x = -1) on x = 1
ic u = exp(-x^2), u1 = 0
