pde 1
title "The front of Fisher, Kolmogorov, Petrovsky and Piskunov"

# A gene that spreads: growth and diffusion make a front that runs at a speed of its own.

domain x in [-5, 10]
time   t in [0, 2]
field  u

let front = 1/(1 + exp((x - 5*t/sqrt(6))/sqrt(6)))^2

eq spread: u_t = u_xx + u*(1 - u)
ic start:  u = front
bc ends:   u = front on boundary

exact u = front
