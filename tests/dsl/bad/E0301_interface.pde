domain (x, y) in rect([0, 0], [1, 2])
let bump = x^2 + y^2 < 1
field u on bump, w on y > 1
eq lap(u) = 0
eq lap(w) = 0
bc u = w on interface(bump, y > 1)
bc u = w on interface(ball([0, 0, 0], 1), y > 1)
bc u = 0 on y = 0
bc w = 0 on y = 2
