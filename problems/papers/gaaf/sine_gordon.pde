pde 1
title "Sine-Gordon equation, four coefficients"

# Jagtap, Kawaguchi, Karniadakis (2020), "Adaptive activation functions accelerate convergence in deep and
# physics-informed neural networks", an inverse problem, N_u = 500. Beware: u depends on x + y alone, so that u_xx, u_yy,
# sin(u) and s are multiples of one another, and values of u determine one sum of the four coefficients. What is found
# for each of them is decided by where they start, which the paper does not say.

unknown l1 = 0.5
unknown l2 = 0.5
unknown l3 = 0.5
unknown l4 = 2

domain (x, y) in rect([-7, -7], [7, 7])
field  u

let q = exp(x + y - 3)
let s = q*(1 - q^2)/(1 + q^2)^2

eq wave:    l4*s - l1*u_xx - l2*u_yy + l3*sin(u) = 0
fit values: u = 4*atan(q)

exact u = 4*atan(q)
exact l1 = 1
exact l2 = 1
exact l3 = 1
exact l4 = 4

network { hidden = [20]*4; activation = tanh; adaptive = gaaf(n = 5) }
sample { eq = 10000; fit = 500 }
train adam { lr = 8e-4; steps = 3500 }
compute { precision = f32 }  # as the authors' code

plot history
plot slopes

sweep {
  network.adaptive = [fixed, gaaf(n = 5)]
  seed             = 1..20
}
