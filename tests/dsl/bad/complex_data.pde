domain x in [0, 1]
time t in [0, 1]
field h complex
eq i*h_t = h_xx
ic h = 1
bc h = 0 on boundary
data obs { file = "heights.csv" }
exact h from "heights.csv"
