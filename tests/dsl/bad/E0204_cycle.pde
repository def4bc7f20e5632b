let a = 2*b
let b = c + 1
let c = a
let f(z) = f(z - 1)
domain x in [0, 1]
field u
eq u_xx = a + f(x)
bc u = 0 on boundary
