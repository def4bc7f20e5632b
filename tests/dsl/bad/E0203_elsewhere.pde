domain (x, y) in circle([0, 0], 1)
field u
let a = ln(x) + arctan(y)
eq laplacian(u) = diff(u, x, 2) + Derivative(x*u, x, y) + D(u, y)
eq uxx + du_dy = gradient(u)
bc u = 0 on boundary
bc u_n = e^x on boundary
