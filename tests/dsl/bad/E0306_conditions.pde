domain x in [0, 1]
field u
eq u_xx = 1 + (x < 0.5)
eq u_xx = (if x then 1 else 2)
eq u_xx = sin(0 < x < 1)
bc u = 0 on boundary where x
# error: E0306 3:15 "this is a condition; a number is needed here"
# error: E0306 4:15 "a condition is needed here, and this is a scalar"
# error: E0306 5:15 "this is a condition; a number is needed here"
# error: E0306 6:28 "a condition is needed here, and this is a scalar"
