let f(a, b) = a + b
let g = 3
domain (x, y) in rect([0, 0], [1, 1]) - disk([0.5, 0.5])
field u
eq lap(u) = f(x) + g(y) + sin(x, y) + x(2)
eq u_x(0) = u(z = 1)
eq lap(u) = integral(x) + cos
bc u = 0 on boundary
network { adaptive = nlaaf(m = 3); activation = f; init = normal(0, 1, 2) }
train adam { lr = exponential(rate = 0.5) }
