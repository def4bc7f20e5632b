domain x in [0, 1]
time t in [0, 1]
field h complex
eq i*h_t = h_xx
ansatz h = sin(pi*x) + i*t*x*(1 - x)*net
