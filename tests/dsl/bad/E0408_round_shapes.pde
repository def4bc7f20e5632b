domain (x, y, z) in ball([0, 0, 0], 2)
field u
eq lap(u) = 0 on torus([0, 0, 0], 1, 2)
eq lap(u) = 1 on cylinder([0, 0, 0], [0, 0, 0], 1)
eq lap(u) = 2 on cone([0, 0, 0], [0, 0, 1], -1)
eq lap(u) = 3 on shell([0, 0, 0], 2, 1)
eq lap(u) = 4 on ball([0, 0, 0, 0], 0)
eq lap(u) = 5 on ellipse([0, 0], [1, 0])
eq lap(u) = 6 on ellipse([0, 0], [1, 1])
bc u = 0 on boundary
