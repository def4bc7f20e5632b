domain x in [-4, 4]
time t in [0, 1]
field h complex
eq i*h_t + h_xx/2 - abs2(h)*h = 0
ic h = 1/cosh(x)
bc h = 0*i on boundary
exact h = exp(i*t/2)/cosh(x)
