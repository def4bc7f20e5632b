pde 1
title "Burgers equation: its coefficients from data"

# Not the solution is asked for but the equation: 2,000 values of a solution, with or without noise, and both
# coefficients unknown. The problem of Raissi, Perdikaris and Karniadakis (2019); --set noise=0.01 adds their noise.

param noise = 0 in [0, 1]  # of the data, as a part of its standard deviation

domain x in [-1, 1]
time   t in [0, 1]
field  u

unknown lambda1 = 0
unknown lambda2 = 0.1

eq burgers: u_t + lambda1*u*u_x = lambda2*u_xx
data observed { file = "reference/burgers.csv"; columns = [x, t, u]; points = 2000; noise = noise }
exact lambda1 = 1, lambda2 = 0.01/pi

network { hidden = [20]*4; adaptive = fixed }
sample { eq = 8000; at = observed; method = sobol }
# Noisy values are worth less than the equation: the weight decides how far a solution may leave it to come closer to them.
loss { burgers = 1 + 1e6*noise }
train lm { steps = 200 }
