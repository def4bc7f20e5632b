domain x in [0, 1]
time t in [0, 1]
field h complex
eq i*h_t = h_xx
ic h = if h > 0 then 1 else i
bc h = 0 on boundary
check bounded: h <= 1
