pde 1
title "Helmholtz equation, slope recovery"

# What slope recovery does (tools/papers --only recovery): gaaf/helmholtz.pde with an eighth of its points, so that many
# settings over ten seeds take minutes.

param k = 1

domain (x, y) in rect([-1, -1], [1, 1])
field  u

let waves = sin(pi*x)*sin(pi*y)
let q     = 2*pi*cos(pi*y)*sin(pi*x) + 2*pi*cos(pi*x)*sin(pi*y) + (x + y)*waves*(k^2 - 2*pi^2)

eq helmholtz: lap(u) + k^2*u = q
bc walls:     u = 0 on boundary

exact u = (x + y)*waves

network { hidden = [40]*2; activation = tanh }
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
