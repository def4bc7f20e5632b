pde 1
title "A discontinuous function, slope recovery"

# What slope recovery does (tools/papers --only recovery): laaf/function.pde, at the rate of the equations and for as many
# steps as change much.

domain x in [-3, 3]
field  u

let f(x) = if x <= 0 then 0.2*sin(6*x) else 1 + 0.1*x*cos(18*x)
fit   u = f(x)
exact u = f(x)

network { hidden = [50]*4; activation = tanh }
sample { fit = 300; method = random }
train adam { lr = 8e-4; steps = 4000 }
compute { precision = f32 }
output { save = [csv] }

sweep {
  network.adaptive = [
      fixed,
      llaaf(n = 10), llaaf(n = 10, recovery = 0.01), llaaf(n = 10, recovery = 0.1), llaaf(n = 10, recovery = 1),
      llaaf(n = 10, recovery = 0.01, op = identity), llaaf(n = 10, recovery = 1, op = identity),
      llaaf(n = 10, recovery = 1, over = sum),
      llaaf(n = 1), llaaf(n = 1, recovery = 1), llaaf(n = 2), llaaf(n = 2, recovery = 1), llaaf(n = 5), llaaf(n = 5, recovery = 1),
      nlaaf(n = 10), nlaaf(n = 10, recovery = 1)
      ]
  seed             = 1..10
}
