domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on x = 0
bc u = 0 on x = 1
plot slice { of = eq }
plot slice { of = bc }
plot slice { of = [bc2, residual(bc)] }
