pde 1
title "Klein-Gordon equation, slope recovery"

# What slope recovery does (tools/papers --only recovery): gaaf/klein_gordon.pde with a fifth of its points, so that many
# settings over ten seeds take minutes.

domain x in [-1, 1]
time   t in [0, 10]
field  u

eq wave:  u_tt - u_xx + u^2 = -x*cos(t) + x^2*cos(t)^2
ic start: u = x, u_t = 0
bc ends:  u = x*cos(t) on x = -1, x = 1

exact u = x*cos(t)

network { hidden = [40]*2; activation = tanh }
sample { eq = 2000; boundary = 500 }
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
