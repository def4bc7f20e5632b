pde 1
title "A discontinuous function, as in the authors' code"

# The problem of function.pde with the recipe of the published LAAF_FunApproxi.py: 301 equidistant points, weights and
# biases from a normal distribution of deviation 0.1, inputs as they are, and one over the sum of the layers in S(a).

param n = 10 in [1, 100]

domain x in [-3, 3]
field  u

let f(x) = if x <= 0 then 0.2*sin(6*x) else 1 + 0.1*x*cos(18*x)
fit   u = f(x)
exact u = f(x)

network {
  hidden     = [50]*4
  activation = tanh
  adaptive   = nlaaf(n = n, recovery = 1, over = sum)
  init       = normal(deviation = 0.1)
  normalise  = false
}
sample { fit = 301; method = grid }
train adam { lr = 2e-4; steps = 15002 }
compute { precision = f32 }  # as the authors' code

plot slice { of = u; along = x; steps = [2000, 8000, 15000] }
plot slopes
plot history

sweep {
  network.adaptive = [fixed, gaaf(n = n), llaaf(n = n), nlaaf(n = n), llaaf(n = n, recovery = 1, over = sum), nlaaf(n = n, recovery = 1, over = sum)]
  seed             = 1..20
}
