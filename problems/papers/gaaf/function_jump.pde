pde 1
title "A function with a jump"

# Jagtap, Kawaguchi, Karniadakis (2020), "Adaptive activation functions accelerate convergence in deep and
# physics-informed neural networks": all frequencies are learned after 28,000 steps.

domain x in [-4, 3.75]
field  u

let f(x) = if x <= 0 then 0.2*sin(6*x) else 1 + 0.1*x*cos(12*x)
fit   u = f(x)
exact u = f(x)

network { hidden = [50]*4; activation = tanh; adaptive = gaaf(n = 10) }
sample { fit = 300; method = random }
train adam { lr = 8e-4; steps = 28000 }
compute { precision = f32 }  # as the authors' code

plot slice { of = u; along = x; steps = [2000, 15000, 28000] }
plot spectrum { of = u; along = x; steps = [2000, 15000, 28000]; points = 96 }
plot slopes
plot history

sweep {
  network.adaptive = [fixed, gaaf(n = 10)]
  seed             = 1..20
}
