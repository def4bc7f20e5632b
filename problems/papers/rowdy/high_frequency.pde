pde 1
title "A high-frequency function, rowdy activations"

# Jagtap, Shin, Kawaguchi, Karniadakis (2022), "Deep Kronecker neural networks: a general framework for neural networks
# with adaptive activation functions": the test of the authors' code. 101 points see 628 periods: what is measured is how
# well rough data are learned by heart. Fixed activations and slopes alone stay at an error of 1.

domain x in [-pi, pi]
field  u

fit   u = sin(200*pi*x)
exact u from "high_frequency.csv"  # the 101 points: errors are of what is learned, not between

network {
  hidden     = [50]*3
  activation = cos
  adaptive   = rowdy(terms = 9, n = 10)
  init       = normal(deviation = 0.1)
  normalise  = false
}
sample { fit = 101; method = grid }
train adam { lr = 4e-6; steps = 20002 }
compute { precision = f32 }  # as the authors' code

plot slopes
plot history

sweep {
  network.adaptive = [fixed, llaaf(n = 10), rowdy(terms = 3), rowdy(terms = 5), rowdy(terms = 9)]
  seed             = 1..10
}
