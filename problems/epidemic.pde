pde 1
title "An infection that spreads until all have it"

# One in ten thousand is ill. What is hard about it is to stand still: nobody ill solves the equation as well, and so
# nearly does one in ten thousand. The run is cut into windows of time by itself, as many as it grows.

param rate = 0.6 in [0.1, 1]  # a day
param few  = 1e-4

time  t in [0, 40]
field ill

eq spread: ill_t = rate*ill*(1 - ill)
ic start:  ill = few

check share: ill >= 0

exact ill = 1/(1 + (1/few - 1)*exp(-rate*t))
