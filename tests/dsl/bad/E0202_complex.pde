domain x in [0, 1]
field h complex
param i = 2
param re = 100
let conj(z) = z
param h_x = 1
eq h_xx = i*re
bc h = 0 on boundary
