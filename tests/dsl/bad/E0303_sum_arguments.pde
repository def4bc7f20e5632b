domain x in [0, 1]
field u
let bent(z, a) = a*z^2
eq u_xx = -1
bc u = 0 on boundary
network { adaptive = kronecker(functions = [sin, bent]) }
