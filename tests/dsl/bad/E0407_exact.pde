domain x in [0, u]
field u
unknown k = 1
eq u_xx = -k
bc u = 0 on boundary where u > 0
exact u = 2*u
exact k = x
# error: E0407 1:17 "a field cannot stand here: it is what is to be found"
# error: E0407 6:11 "an exact solution cannot contain the field `u`"
# error: E0304 7:11 "a number that is known before training is needed here"
