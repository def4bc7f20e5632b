domain x in [0, 1]
field u, v
let k = 1 + 9*step(x - 0.5)
eq flux: dx(k*u_x) = 0
eq pieces: v_x = dx(x*step(x - 0.5) + 0.5*step(0.5 - x)) + k*u
bc u = 0, v = 0 on x = 0
bc u = 1 on x = 1
