domain (x, y) in rect([0, 0], [1, 1])
let lower = y < 0.5
field u on lowr, v on y > 0.5
eq lap(u) = 0
eq lap(v) = 0
bc u = v on interface(lower, uper)
bc u = v on interfce(lower, y > 0.5)
bc u = 0 on y = 0 where z > 0
history q = 1
