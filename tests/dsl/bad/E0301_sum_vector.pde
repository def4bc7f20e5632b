domain x in [0, 1]
field u
let both(z) = [z, z^2]
eq u_xx = -1
bc u = 0 on boundary
network { adaptive = kronecker(functions = [sin, both]) }
