pde 1
title "How long light takes: the eikonal equation"

# How long light takes from a lamp. -u solves the equation as well as u: the formula of the field chooses.

domain (x, y) in shell([0, 0], 0.3, 1)
field  u

eq light: u_x^2 + u_y^2 = 1
ansatz    u = (x^2 + y^2 - 0.3^2)*exp(net)  # 0 at the lamp, and larger elsewhere

exact u = sqrt(x^2 + y^2) - 0.3
