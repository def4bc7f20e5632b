param u_x = 1
param dx = 2
let sin(z) = z
let pi = 3
domain x in [0, 1]
field u
eq u_xx = u_x + dx + sin(pi)
bc u = 0 on boundary
# error: E0202 1:7 "`u_x` would read as a derivative of field `u`"
# error: E0202 2:7 "`dx` would read as the derivative by `x`"
# error: E0202 3:5 "`sin` has a meaning of its own in the language"
# error: E0202 4:5 "`pi` has a meaning of its own in the language"
