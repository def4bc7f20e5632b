domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
network { hidden = "20, 20"; activation = "tanh" }
network A { hidden = 20*[3]; activation = tanh(2) }
