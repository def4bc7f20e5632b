domain (x, y) in rect([0, 0], [2, 1])
field u
eq lap(u) = 0
bc u = 0 on boundary
region steel = x < 1
region hole = disk([1, 0.5], 0.2)
region rest = steel - hole
region both = steel + hole
region none = !steel
