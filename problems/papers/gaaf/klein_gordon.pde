pde 1
title "Klein-Gordon equation, global slopes"

# Jagtap, Kawaguchi, Karniadakis (2020), "Adaptive activation functions accelerate convergence in deep and
# physics-informed neural networks": alpha = -1, beta = 0, gamma = 1, k = 2.

domain x in [-1, 1]
time   t in [0, 10]
field  u

eq wave:  u_tt - u_xx + u^2 = -x*cos(t) + x^2*cos(t)^2
ic start: u = x, u_t = 0
bc ends:  u = x*cos(t) on x = -1, x = 1

exact u = x*cos(t)

network { hidden = [40]*2; activation = tanh; adaptive = gaaf(n = 10) }
sample { eq = 10000; boundary = 500 }
train adam { lr = 8e-4; steps = 1400 }
compute { precision = f32 }  # as the authors' code

plot heatmap { of = u; over = [t, x] }
plot slopes
plot history

sweep {
  network.adaptive = [fixed, gaaf(n = 1), gaaf(n = 5), gaaf(n = 10)]
  seed             = 1..20
}
