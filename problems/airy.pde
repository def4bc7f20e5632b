pde 1
title "Light near a caustic (Airy)"

# Light near a caustic: waves on one side, decay on the other. The solution is a special function, and the language
# knows it.

domain x in [-8, 2]
field  y

eq light: y_xx = x*y
bc ends:  y = airy_ai(x) on boundary

exact y = airy_ai(x)
