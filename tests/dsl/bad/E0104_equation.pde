eq u_xx
eq u_xx == 1
bc u == 0 on x = 1
param nu == 3
let f(x) = if x = 0 then 1 else 2
let g = 3 = 4
bc u on x = 1
