domain x in [0, 1]
field u
eq u'' = -sin(x)
bc u′ + u_x″ = 0 on x = 1
bc u' = 0 on x = 0
