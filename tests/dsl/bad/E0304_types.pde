param n = x
unknown k = 1/0
domain x in [0, 1]
field u
eq u_xx = k*n
bc u = 0 on boundary
network { hidden = 20; normalise = 1; adaptive = gaaf(n = 0.5, op = sin) }
sample { eq = 2.5; boundary = -3; method = "grid" }
train adam { steps = 0; lr = true; beta1 = u }
output { dir = out }
# error: E0304 1:11 "a number that is known before training is needed here"
# error: E0304 2:13 "`k` is not finite: inf"
# error: E0304 7:20 "`hidden` must be a list of whole numbers from 1 to 10000"
# error: E0304 7:36 "`normalise` must be `true` or `false`"
# error: E0304 7:59 "`n` must be a number >= 1; got 0.5"
# error: E0304 8:15 "`eq` must be a whole number from 1 to 100000000; got 2.5"
# error: E0304 8:31 "`boundary` must be a whole number from 1 to 100000000; got -3"
# error: E0304 8:44 "`method` must be `grid`, `random`, `lhs` or `sobol`"
# error: E0304 9:22 "`steps` must be a whole number from 1 to 1000000000000; got 0"
# error: E0304 9:30 "`lr` must be a number > 0, or `constant`, `exponential`, `step` or `cosine`"
# error: E0407 9:44 "a field cannot stand here: it is what is to be found"
# error: E0304 10:16 "`dir` must be a text in double quotes"
