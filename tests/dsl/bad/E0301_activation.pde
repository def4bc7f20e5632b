domain x in [0, 1]
field u
let both(z) = [z, z^2]
let bent(z, a) = a*z*x
eq u_xx = -1
bc u = 0 on boundary
network { activation = bent(a = 1); adaptive = kronecker(functions = [sin, both]) }
