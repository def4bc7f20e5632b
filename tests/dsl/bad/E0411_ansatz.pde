domain x in [0, 1]
time t in [0, 1]
field u
eq u_t = u_xx
ansatz u = t*net
sample { windows = 2 }
# error: E0411 6:10 "`windows` are tied together by initial conditions, and there are none"
# error: E0411 6:10 "`windows` do not go with `ansatz`"
