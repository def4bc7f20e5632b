pde 1
title "Burgers equation, slope recovery"

# What slope recovery does (tools/papers --only recovery): laaf/burgers.pde with a fifth of its points, so that many
# settings over ten seeds take minutes.

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

network { hidden = [20]*6; activation = tanh }
sample { eq = 2000; boundary = 400 }
train adam { lr = 8e-4; steps = 2000 }
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
