param nu = 1
let g = 2
domain (x, xx) in rect([0, 0], [1, 1])
field u
eq nu_x + u_xxx = g_x
fit u_x = 1
bc u = 0 on boundary
