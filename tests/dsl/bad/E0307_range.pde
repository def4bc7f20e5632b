param nu = 2 in [0, 1]
param mode = 3 in {1, 2}
unknown k = 0 in [0, 1]
let c = 1 in [0, 2]
domain x in [0, 1]
field u
eq u_xx = nu + mode + k + c
bc u = 0 on boundary
# error: E0307 1:12 "nu = 2 is outside [0, 1]"
# error: E0307 2:14 "mode = 3 is outside {1, 2}"
# error: E0307 3:13 "unknown `k` starts on the edge of its range, which it could never leave"
# error: E0307 4:14 "a `let` has no range; only `param` and `unknown` have"
