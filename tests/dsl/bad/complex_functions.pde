domain x in [0, 1]
time t in [0, 1]
field h complex
eq i*h_t = h_xx + |h|^2*h
eq sin(h) = Re(h)
ic h = real(h)
bc h* = 0 on boundary
