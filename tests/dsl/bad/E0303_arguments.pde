let f(a, b) = a + b
let g = 3
domain (x, y) in rect([0, 0], [1, 1]) - disk([0.5, 0.5])
field u
eq lap(u) = f(x) + g(y) + sin(x, y) + x(2)
eq u_x(0) = u(z = 1)
eq lap(u) = integral(x) + cos
bc u = 0 on boundary
network { adaptive = nlaaf(m = 3); activation = f; init = normal(0, 1, 2) }
train adam { lr = exponential(rate = 0.5) }
# error: E0303 3:41 "`disk` takes 2 arguments; got 1 argument"
# error: E0303 5:13 "`f` takes 2 arguments; got 1"
# error: E0303 5:20 "`g` is a value, not a function"
# error: E0303 5:39 "`x` is not a function"
# error: E0303 6:8 "say which coordinate of `u_x` this is"
# error: E0303 6:15 "say which coordinate of `u` this is"
# error: E0303 7:13 "`integral` takes an expression and the range of its variable"
# error: E0303 9:28 "`nlaaf` has no argument `m`"
# error: E0303 9:49 "an activation is a function of one argument; `f` is not"
# error: E0303 9:59 "`normal` takes at most 2 arguments; got 3"
# error: E0303 10:19 "`exponential` needs `start`: learning rate at step 0"
