domain x in [0, 2]
let left = x < 1
let left = x < 0.5
field u on left, u on x > 1, x
field re, w complex
let i = 3
over x in [0, 1]
time u in [0, 1]
