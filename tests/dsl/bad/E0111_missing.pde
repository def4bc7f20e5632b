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
# error: E0111 1:7 "expected a name after `param`, found `=`"
# error: E0105 2:6 "`(` is never closed"
# error: E0111 3:7 "expected a name after `(`, found `1`"
# error: E0111 4:10 "expected `in` after `x`, found `[`"
# error: E0111 5:8 "expected a coordinate after `domain`, found `in`"
# error: E0111 6:9 "expected `,` after `u`, found `v`"
# error: E0111 7:4 "expected an equation after `eq`, found `=`"
# error: E0111 8:10 "expected an expression after `+`, found `=`"
# error: E0111 9:12 "expected a place after `on`"
# error: E0111 10:20 "expected a place after `,`"
# error: E0111 11:23 "expected a setting after `with`"
# error: E0111 12:7 "expected a string in quotation marks after `title`, found `abc`"
# error: E0111 13:4 "expected a version number after `pde`"
# error: E0111 14:10 "expected an expression after `in`"
# error: E0111 15:9 "expected a name after `,`"
