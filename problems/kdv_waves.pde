pde 1
title "Korteweg-de Vries equation: a cosine decays into solitons"

# The experiment of Zabusky and Kruskal (1965), in which solitons were found: a wave steepens, and dispersion breaks it
# up into a train of pulses that run through each other. `ansatz` starts the solution exactly where it starts.

domain x in [-1, 1]
time   t in [0, 1]
field  u

eq kdv: u_t + u*u_x + 0.022^2*u_xxx = 0
ansatz  u = cos(pi*x) + t*net
exact   u from "reference/kdv.csv"

network { hidden = [28]*4; adaptive = fixed; input = [periodic(x, harmonics = 3), t] }
sample { eq = 9000; method = sobol }
train lm { steps = 300 }
