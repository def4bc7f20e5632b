domain x in [0, 1]
field u
eq \nabla^2 u = -\sin(\pi x)
bc u = 0 on \partial\Omega
param \nu = 0.1
