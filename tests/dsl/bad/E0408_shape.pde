domain (x, y) in rect([0, 0], [1, -1])
field u
eq lap(u) = 1
bc u = 0 on boundary
# error: E0408 1:18 "`rect` is empty: side 2 runs from 0 to -1"
