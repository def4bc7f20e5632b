pde 1
title "A discontinuous function, section 3.1"

# Jagtap, Kawaguchi, Karniadakis (2020), "Locally adaptive activation functions with slope recovery for deep and
# physics-informed neural networks", figures 2 to 4, as the paper states it. The authors' code: function_code.pde.

param n = 10 in [1, 100]  # scaling of the slopes, which start at 1/n

domain x in [-3, 3]
field  u

let f(x) = if x <= 0 then 0.2*sin(6*x) else 1 + 0.1*x*cos(18*x)
fit   u = f(x)
exact u = f(x)

network { hidden = [50]*4; activation = tanh; adaptive = llaaf(n = n, recovery = 1) }
sample { fit = 300; method = random }
train adam { lr = 2e-4; steps = 15000 }
compute { precision = f32 }  # as the authors' code

plot slice { of = u; along = x; steps = [2000, 8000, 15000] }
plot spectrum { of = u; along = x; steps = [2000, 8000, 15000]; points = 96 }
plot error { of = u; along = x }
plot slopes
plot history

sweep {
  network.adaptive = [fixed, gaaf(n = n), llaaf(n = n), nlaaf(n = n), llaaf(n = n, recovery = 1), nlaaf(n = n, recovery = 1)]
  seed             = 1..20
}
