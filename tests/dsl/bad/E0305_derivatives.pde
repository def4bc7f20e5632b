param nu = 1
let g = 2
domain (x, xx) in rect([0, 0], [1, 1])
field u
eq nu_x + u_xxx = g_x
fit u_x = 1
bc u = 0 on boundary
# error: E0305 5:4 "`nu_x`: `nu` is a parameter, not a field"
# error: E0305 5:11 "`u_xxx` can be read as a derivative in two ways"
# error: E0305 5:19 "`g_x`: `g` is a `let`, not a field"
# error: E0305 6:5 "a `fit` speaks of values, not of derivatives"
