domain x in [0, 1]
time t in [0, 1]
field u
eq D[u[x, t], t] == D[u[x, t], {x, 2}]
ic u[x, 0] == Sin[Pi x]
bc u = 0 on boundary
