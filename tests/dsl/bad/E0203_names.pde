domain x in [0, 1]
time t in [0, 1]
field u
param nu = 0.1
eq u_t = nu*u_y + mu*sinn(x)
ic u = Sin(pi*x)
bc u = 0 on x = 0, y = 1
exact v = 0
# error: E0203 5:13 "`u_y` is no derivative of field `u`"
# error: E0203 5:19 "unknown name `mu`"
# error: E0203 5:22 "unknown name `sinn`"
# error: E0203 6:8 "unknown name `Sin`"
# error: E0203 7:20 "`y` is not a coordinate"
# error: E0203 8:7 "`exact` gives the value of a field or an unknown"
