domain (x, y) in rect([0, 0], [1, 1])
region wall = x < 0,5
field T
param k = if wall then 1 else 2
eq div(k grad(T)) = 0
bc T = 1 on left
