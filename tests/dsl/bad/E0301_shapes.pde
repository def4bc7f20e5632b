domain (x, y) in rect([0, 0], [1, 1])
field u, v
let V = [u, v]
eq div(V) + V = 0
eq V*V = 1
eq curl(u) = 0
eq lap(u) = dot(V, [1, 2, 3])
eq lap(v) = "one"
bc u = 0, v = 0 on boundary
# error: E0301 4:11 "cannot add a scalar and a vector of 2 components"
# error: E0301 5:5 "cannot multiply a vector of 2 components and a vector of 2 components"
# error: E0301 6:9 "a vector of 2 components is needed here, one for each space coordinate; this has 1"
# error: E0301 7:13 "`dot` of vectors of 2 and 3 components"
# error: E0301 8:13 "a number or a vector is needed here, and this is a text"
