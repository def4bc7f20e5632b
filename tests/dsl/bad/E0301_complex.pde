domain x in [0, 1]
time t in [0, 1]
field h complex
field w
param i = 2
param a = i
eq i*h_t + h_xx + abs2(h)*h = 0
eq w_t = h
eq w_t = sin(h)
eq h_t = h^0.5 + h^h
eq h_t = [1, 2]
eq grad(h) = 0
ic h = 1
ic w = 0
bc h = 0 on x = h
check h >= 0
ansatz h = t*net
history h = 1
exact h from "../tables/heights.csv"
data seen { file = "../tables/heights.csv"; columns = [x, t, h] }
plot slice { of = h }
