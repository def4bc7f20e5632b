domain x in [0, 2]
time t in [0, 1]
field w on x > 1, v of t
field p on
field q complex on x > 1, r complex
history u = 1, v
over k
domain x in [0, 1] with
