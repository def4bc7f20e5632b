pde 1
title "Helmholtz equation, global slopes"

# Jagtap, Kawaguchi, Karniadakis (2020), "Adaptive activation functions accelerate convergence in deep and
# physics-informed neural networks": wave number 1 in a square, a solution that is not symmetric.

param k = 1

domain (x, y) in rect([-1, -1], [1, 1])
field  u

let waves = sin(pi*x)*sin(pi*y)
let q     = 2*pi*cos(pi*y)*sin(pi*x) + 2*pi*cos(pi*x)*sin(pi*y) + (x + y)*waves*(k^2 - 2*pi^2)

eq helmholtz: lap(u) + k^2*u = q
bc walls:     u = 0 on boundary

exact u = (x + y)*waves

network { hidden = [40]*2; activation = tanh; adaptive = gaaf(n = 10) }
sample { eq = 16000; boundary = 400 }
train adam { lr = 8e-4; steps = 3600 }
compute { precision = f32 }  # as the authors' code

plot heatmap { of = u; over = [x, y] }
plot slopes
plot history

sweep {
  network.adaptive = [fixed, gaaf(n = 10)]
  seed             = 1..20
}
