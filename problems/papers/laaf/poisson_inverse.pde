pde 1
title "Poisson equation: a coefficient from data"

# The published text of Jagtap, Kawaguchi, Karniadakis (2020), "Locally adaptive activation functions with slope recovery for
# deep and physics-informed neural networks": alpha from values of u, with the weights W_F = 1, W_u = 10, W_a = 10 and
# n = 1. There 500 values of alpha in [0.05, 0.95] are trained over; here it is one, 1/2, whose values of u are computed by
# ansatz_reference. Numbers of points are not stated there.

param wu = 10 in [0, 1000]
param wa = 10 in [0, 1000]

domain (x, y) in rect([-1/sqrt(2), -1/sqrt(2)], [1/sqrt(2), 1/sqrt(2)])
field  u

unknown alpha = 0

eq poisson: div((1 + alpha*x)*grad(u)) + x + y = 0
bc rim:     u = cos(pi*x)*cos(pi*y) on boundary
data values { file = "poisson_inverse.csv"; columns = [x, y, u]; points = 500 }

exact alpha = 0.5

network { hidden = [30]*3; activation = tanh; adaptive = llaaf(n = 1, recovery = wa) }
sample { eq = 2000; boundary = 200 }
loss { bc = wu; data = wu }
train adam { lr = 8e-4; steps = 4000 }
compute { precision = f32 }

plot history { of = alpha }
plot slopes

sweep {
  network.adaptive = [fixed, gaaf(n = 1, recovery = wa), llaaf(n = 1, recovery = wa), nlaaf(n = 1, recovery = wa), gaaf(n = 1), llaaf(n = 1), nlaaf(n = 1)]
  seed             = 1..20
}
