eq u_t + 2u = 0
eq u_t + u u_x = 0
let a = 2 (x + 1)
let b = (x + 1)(x - 1)
let c = [1 2]
# error: E0103 1:10 "write `2*u`: a number must be followed by an operator"
# error: E0103 2:12 "write `u*u_x`: a product needs its `*`"
# error: E0103 3:11 "an operator is missing here; a product needs its `*`"
# error: E0103 4:16 "an operator is missing here; a product needs its `*`"
# error: E0111 5:12 "expected an operator, `,` or `]` after `1`, found `2`"
