domain x, y in [0, 1]
domain x in [0, 1], y in [0, 1]
field u
eq u_xx = 0
# error: E0111 1:9 "the coordinates of space are declared together, with one shape"
# error: E0111 2:19 "the coordinates of space are declared together, with one shape"
