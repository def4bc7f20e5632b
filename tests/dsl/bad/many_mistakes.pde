pde 1
param nu = 0,01
domain x in [-1 1]
time t in (0, 1)
feild u
eq u_t + u u_x = nu*u_xx
ic u == sin(pi*x)
bc u = 0 on x = −1
train adam { lr: 1e-3 }
# error: E0111 2:12 "write `0.01`: the decimal sign is a point"
# error: E0111 3:17 "expected an operator, `,` or `]` after `1`, found `1`"
# error: E0111 4:13 "expected `)` after `0`, found `,`"
# error: E0107 5:1 "a statement cannot start with `feild`"
# error: E0103 6:12 "write `u*u_x`: a product needs its `*`"
# error: E0104 7:6 "an equation needs `=`; `==` compares"
# error: E0102 8:17 "`−` (U+2212) is not a minus sign; write `-`"
# error: E0111 9:16 "expected `=` after `lr`, found `:`"
