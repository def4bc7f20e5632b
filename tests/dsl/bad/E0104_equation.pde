eq u_xx
eq u_xx == 1
bc u == 0 on x = 1
param nu == 3
let f(x) = if x = 0 then 1 else 2
let g = 3 = 4
bc u on x = 1
# error: E0104 1:8 "an equation needs `=` and a right side"
# error: E0104 2:9 "an equation needs `=`; `==` compares"
# error: E0104 3:6 "an equation needs `=`; `==` compares"
# error: E0104 4:10 "a definition needs `=`; `==` compares"
# error: E0104 5:17 "`=` states an equation; write `==` to compare"
# error: E0104 6:11 "`=` states an equation; write `==` to compare"
# error: E0104 7:5 "an equation needs `=` and a right side"
