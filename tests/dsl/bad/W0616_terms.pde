domain (x, y) in rect([0, 0], [1, 1])
time t in [0, 1]
field u
eq u_t = lap(u)
ic u = abs(x - 0.5)
bc lid:   u = 1 on y = 1
bc floor: u_y = 0.1*u on y = 0
bc left:  u = 0 on x = 0
bc right: u = 1 on x = 1 where y > 0.5
loss { conditions = exact }
