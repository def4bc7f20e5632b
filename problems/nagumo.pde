pde 1
title "A nerve impulse: the front of Nagumo's equation"

# A nerve is excited or at rest, and the border between the two runs.

param a = 0.25 in [0, 0.5]

domain x in [-10, 10]
time   t in [0, 4]
field  u

let front = 1/(1 + exp((x - (1 - 2*a)/sqrt(2)*t)/sqrt(2)))

eq nerve: u_t = u_xx + u*(1 - u)*(u - a)
ic start: u = front
bc ends:  u = front on boundary
exact     u = front
