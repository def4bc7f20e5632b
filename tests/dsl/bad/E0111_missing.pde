param = 3
let f(x = 3
let f(1) = 3
domain x [0, 1]
domain in [0, 1]
field u v
eq = 3
eq u_t + = 3
bc u = 0 on
bc u = 0 on x = -1,
bc u = 0 on x = 1 with
title abc
pde
time t in
field u,
