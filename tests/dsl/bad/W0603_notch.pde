# The planes x = -1 and y = 0 cross at (-1, 0), where only one of them is a boundary: nothing is said about that.
# The lid and the left wall do meet.
domain (x, y) in rect([-1, -1], [1, 1]) - rect([0, 0], [1, 1])
field u
eq lap(u) = 0
bc left:  u = 1 on x = -1
bc notch: u = 0 on y = 0
bc lid:   u = 2 on y = 1 where x < 0
