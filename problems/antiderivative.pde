pde 1
title "The antiderivative of every function"

# An operator: f is any function that changes on a length of 0.2, drawn of a Gaussian process, and u is found for all of
# them at once. `ansatz eval antiderivative --at 'f=sin(pi*x),x=0.5'` asks for that of one. The operator is linear, and so
# is the branch of the network.

domain x in [0, 1]
given  f(x) in gaussian(length = 0.2)
field  u

eq u_x = f(x)
bc u = 0 on x = 0

exact u = integral(f(s), s in [0, x])

network { layers = [deeponet(branch = [])] }
