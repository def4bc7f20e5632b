# A delay equation: how fast something falls depends on what it was a day ago.

title "A delay equation, u' = -u(t - 1)"

time  t in [0, 3]
field u

eq lag:   u_t = -u(t = t - 1)
ic start: u = 1
history   u = 1

# Step by step a polynomial.
exact u = if t < 0 then 1 else if t < 1 then 1 - t else if t < 2 then 1 - t + (t - 1)^2/2 else 1 - t + (t - 1)^2/2 - (t - 2)^3/6

network { hidden = [20] }
sample { eq = 300 }
train lm { steps = 200 }
