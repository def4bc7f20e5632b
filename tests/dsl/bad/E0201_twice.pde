param nu = 1
let nu = 2
domain x in [0, 1]
domain y in [0, 1]
field u, x
eq a: u_xx = nu
eq a: u_xx = 2*nu
bc u = 0 on boundary with weight = 1, weight = 2
network { hidden = [4]; hidden = [5] }
sample { eq = 10 }
sample { eq = 20 }
