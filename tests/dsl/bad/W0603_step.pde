# The corner (0, 0) of the box was cut away with the step: the inflow does not meet the floor there, but the step's face.
domain (x, y) in rect([0, 0], [4, 1]) - rect([0, 0], [1, 0.5])
field u
eq lap(u) = 0
bc inflow: u = 1 on x = 0
bc floor:  u = 2 on y = 0
bc lid:    u = 3 on y = 1
