pde 1
title "Burgers equation, other activations with a global slope"

# Jagtap, Kawaguchi, Karniadakis (2020), "Adaptive activation functions accelerate convergence in deep and
# physics-informed neural networks": tanh, sin and ReLU, fixed and with one slope for the whole network. The equation takes the
# second derivative of u, and ReLU's is 0 wherever there is one: it is refused. What stands for it is smooth, and within log(2)/1e4 =
# 7e-5 of it; and what is within log(2)/100 = 0.007, to see from where on it matters.

param nu = 0.01/pi

domain x in [-1, 1]
time   t in [0, 1]
field  u

eq burgers: u_t + u*u_x = nu*u_xx
ic start:   u = -sin(pi*x)
bc walls:   u = 0 on x = -1, x = 1

# Cole and Hopf; it serves to report the error alone.
let h    = 2*sqrt(nu*t)
let w(s) = exp(-s^2 - cos(pi*(x - h*s))/(2*pi*nu))
exact u = -integral(sin(pi*(x - h*s))*w(s), s in [-inf, inf])
    / integral(w(s), s in [-inf, inf])

let nearly_relu(z)   = softplus(1e4*z)/1e4
let smoothed_relu(z) = softplus(100*z)/100

network { hidden = [20]*6; activation = tanh; adaptive = gaaf(n = 10) }
sample { eq = 10000; boundary = 400 }
train adam { lr = 8e-4; steps = 2000 }
compute { precision = f32 }  # as the authors' code

plot slopes
plot history

sweep {
  network.activation = [tanh, sin, nearly_relu, smoothed_relu]
  network.adaptive   = [fixed, gaaf(n = 10)]
  seed               = 1..10
}
