pde 1
title "Light in a box: Maxwell's equations in two dimensions"

# Three equations of first order: a standing wave between mirrors.

domain (x, y) in rect([0, 0], [1, 1])
time   t in [0, 1]
field  Ez, Hx, Hy

let w = sqrt(2)*pi

eq faraday: Hx_t = -Ez_y, Hy_t = Ez_x
eq ampere:  Ez_t = Hy_x - Hx_y
ic start:   Ez = sin(pi*x)*sin(pi*y), Hx = 0, Hy = 0
bc metal:   Ez = 0 on boundary

exact Ez = sin(pi*x)*sin(pi*y)*cos(w*t), Hx = -pi/w*sin(pi*x)*cos(pi*y)*sin(w*t), Hy = pi/w*cos(pi*x)*sin(pi*y)*sin(w*t)

train auto { steps = 250 }
