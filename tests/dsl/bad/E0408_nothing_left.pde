# A difference that leaves nothing.
domain (x, y) in disk([0, 0], 1) - disk([0, 0], 2)
field u
eq lap(u) = 1
bc u = 0 on boundary
