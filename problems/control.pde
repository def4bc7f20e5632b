pde 1
title "The best way to heat: an optimal control problem"

# The load p/alpha that brings the membrane close to a wanted form at little cost: state and adjoint, solved at once.

param alpha = 0.01

domain (x, y) in rect([0, 0], [1, 1])
field  y_, p

let S = sin(pi*x)*sin(pi*y)

eq state:   -lap(y_) = -p/alpha + (2*pi^2 + 0.01/alpha)*S
eq adjoint: -lap(p) = y_ - (1 - 0.02*pi^2)*S
bc rim:     y_ = 0, p = 0 on boundary

exact y_ = S, p = 0.01*S
