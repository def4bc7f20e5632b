domain (x, y) in rect([0, 0], [1, 1])
field u
eq lap(u) = dn(u)
bc dn(u) = 0 on boundary
# error: E0406 3:13 "`dn` and `normal` need a boundary"
