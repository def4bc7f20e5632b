pde 1
title "The price of an option (Black and Scholes)"

# What the right to buy something at a price is worth, from a month before the end of the term. Prices run from 0 to
# 150, and are brought to the size of one by themselves.

param r     = 0.05  # interest, a year
param sigma = 0.2   # volatility
param K     = 100   # strike

domain S in [20, 200]
time   t in [1/12, 1]  # years left
field  V

let N(z)     = erfc(-z/sqrt(2))/2
let d1(S, t) = (log(S/K) + (r + sigma^2/2)*t)/(sigma*sqrt(t))
let call     = S*N(d1(S, t)) - K*exp(-r*t)*N(d1(S, t) - sigma*sqrt(t))

eq price:  V_t = sigma^2/2*S^2*V_SS + r*S*V_S - r*V
ic payoff: V = call
bc low:    V = call on S = 20
bc high:   V = call on S = 200

exact V = call
