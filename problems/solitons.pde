pde 1
title "Two solitons that pass through each other"

# The faster wave overtakes the slower one, and both come out as they were.

domain x in [-8, 8]
time   t in [-0.5, 0.5]
field  u

let a(x, t) = exp(x - t)
let b(x, t) = exp(2*x - 8*t)
let F(x, t) = 1 + a(x, t) + b(x, t) + a(x, t)*b(x, t)/9
let meet    = 2*d(log(F(x, t)), x, x)

eq kdv:   u_t + 6*u*u_x + u_xxx = 0
ic start: u = meet
bc ends:  u = meet       on x = -8, x = 8
bc right: u_x = dx(meet) on x = 8

exact u = meet
