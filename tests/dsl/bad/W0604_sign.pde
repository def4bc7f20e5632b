domain (x, y) in rect([0, 0], [1, 1])
field u
eq load: lap(u) = 2*pi^2*sin(pi*x)*sin(pi*y)
bc rim: u = 0 on boundary
exact u = sin(pi*x)*sin(pi*y)
