pde 1
title "Nonlinear discontinuous function (LAAF paper, section 3.1)"

domain x in [-3, 3]
field  u

let f(x) = if x <= 0 then 0.2*sin(6*x) else 1 + 0.1*x*cos(18*x)
fit   u = f(x)
exact u = f(x)

network { hidden = [50]*4; activation = tanh; adaptive = nlaaf(n = 10, recovery = 1) }
sample { fit = 300; method = grid }
train adam { lr = 2e-4; steps = 15000 }

plot slice    { of = u; along = x; steps = [2000, 8000, 15000] }
plot spectrum { of = u; along = x }
plot error    { of = u; along = x; scale = log }
plot slopes
plot history
