# A problem and a search in one file.
domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
network { hidden = [8]*2 }
search activation { problems = ["../tables/line.pde"]; unary = [tanh, sin] }
