domain x in [-1, 1]
time t in [0, 1]
field u
eq u_t = u_xx
ic u = 0
bc u = 0 on x = 2, point([3]), t = 5, u
# error: E0404 6:13 "no boundary of the domain satisfies `x = 2`; x runs over [-1, 1]"
# error: E0404 6:20 "this point is outside the domain"
# error: E0404 6:32 "no boundary of the domain satisfies `t = 5`; t runs over [0, 1]"
# error: E0404 6:39 "this is not a place of the boundary"
