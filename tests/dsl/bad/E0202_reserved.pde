param time = 3
field u, in
let f(of) = 2
# error: E0202 1:7 "`time` is a reserved word and cannot be a name"
# error: E0202 2:10 "`in` is a reserved word and cannot be a name"
# error: E0202 3:7 "`of` is a reserved word and cannot be a name"
