domain x in [0, 1]
field u
def f(x): return x^2
let g = lambda z: z^2
eq u_xx = f(x) + g(x)
bc u = 0 on boundary
