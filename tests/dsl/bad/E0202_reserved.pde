param time = 3
field u, in
let f(of) = 2
