domain x in [0, 1]
time t in [0, 1]
field u
let f(s) = s^2
eq u'' = f'(x)
let g = x < 0 ? 1 : 0
