domain (x, y) in rect([0, 0], [2, 1])
field u
eq ∇²u = 0
eq ∇·(x*∇u) = 1
eq grad u = [0, 0]
bc ∂u/∂n = 0 on boundary
