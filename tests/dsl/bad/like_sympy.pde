domain x in [0, 1]
field u
eq Eq(u.diff(x, 2), -1)
bc u.subs(x, 0) = 0 on x = 0
