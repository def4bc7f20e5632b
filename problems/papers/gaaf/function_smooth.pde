pde 1
title "A smooth function of three frequencies"

# Jagtap, Kawaguchi, Karniadakis (2020), "Adaptive activation functions accelerate convergence in deep and
# physics-informed neural networks": all frequencies are learned after 22,000 steps.

domain x in [-3, 3]
field  u

let f(x) = (x^3 - x)*sin(7*x)/7 + sin(12*x)
fit   u = f(x)
exact u = f(x)

network { hidden = [50]*4; activation = tanh; adaptive = gaaf(n = 10) }
sample { fit = 300; method = random }
train adam { lr = 8e-4; steps = 22000 }
compute { precision = f32 }  # as the authors' code

plot slice { of = u; along = x; steps = [2000, 10000, 22000] }
plot spectrum { of = u; along = x; steps = [2000, 10000, 22000]; points = 96 }
plot slopes
plot history

sweep {
  network.adaptive = [fixed, gaaf(n = 10)]
  seed             = 1..20
}
