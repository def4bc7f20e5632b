domain x in [1, 0]
time t in [0, inf]
field u
eq u_t = u_xx
ic u = 0
bc u = 0 on x = 1
# error: E0408 1:13 "the range [1, 0] is empty"
# error: E0408 2:11 "time is not bounded; points cannot be spread over it"
