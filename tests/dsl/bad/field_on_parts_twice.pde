domain (x, y) in rect([0, 0], [2, 1])
let left = x < 1
field T on left, T on x > 1
eq lap(T) = 0
bc T = 0 on boundary
