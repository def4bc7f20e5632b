pde 1
title "Helmholtz equation with a solution of high frequency, sums of functions as activations"

# Eight periods, which a network of tanh does not find: an equation on which activations with waves pay, found by measurement.
# The works on deep Kronecker networks have problems of this kind, and do not state them in numbers that could be repeated.
# The wave number is that of no solution without forcing. The network reads x alone: by default it would read the waves of
# the forcing beside it, which leaves nothing to find.

param m     = 8
param kappa = 10

domain x in [-1, 1]
field  u

let k = m*pi

eq helmholtz: (u_xx + kappa^2*u)/k^2 = (kappa^2/k^2 - 1)*sin(k*x)
bc ends:      u = 0 on boundary
exact         u = sin(k*x)

network { input = [x]; hidden = [30]*3; adaptive = rowdy(terms = 4, per = neuron) }
sample { eq = 400; method = grid; resample = never }
train adam { steps = 15000; lr = exponential(1e-3, rate = 0.8, every = 1000) }
compute { precision = f32 }

sweep {
  network.adaptive = [fixed, llaaf(n = 10), rowdy(terms = 2), rowdy(terms = 4), rowdy(terms = 4, per = neuron),
      kronecker(functions = [sin, cos]), kronecker(functions = [sin, cos], per = neuron)]
  seed             = 1..10
}
