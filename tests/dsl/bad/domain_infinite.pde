domain x in [-inf, inf]
time t in [0, inf]
field u
eq u_t = u_xx
ic u = exp(-x^2)
