domain x in [0, 1]
field  u
eq u_xx = -1
bc u = 0 on boundary
let act(z, a = 1, b = 5) = a*tanh(b*z)
network { activation = act }
