pde 1
title "Two circles told apart, and the condition that slopes give gradient descent"

# The published text of Jagtap, Kawaguchi, Karniadakis (2020), "Locally adaptive activation functions with slope recovery for
# deep and physics-informed neural networks", section 3, figure 2: one hidden layer, n = 1, on 1,000 points of two
# circles, one 0.7 times the other, which the file beside this one has as scikit-learn makes them (make_circles: noise
# 0.01, random_state 0). u is 1 on the inner circle and 0 on the outer one. Loss, rate and steps are not stated there;
# here they are those of least squares by plain gradient descent, of which the matrix speaks.

domain (x, y) in rect([-1.1, -1.1], [1.1, 1.1])
field  u

data circles { file = "circles.csv"; columns = [x, y, u]; points = 1000 }

network { hidden = [10]; activation = sigmoid; adaptive = llaaf(n = 1); normalise = false }
train sgd { lr = 0.1; momentum = 0; steps = 20000 }

plot conditioning { steps = [0, 100, 200, 500, 1000, 2000, 5000, 10000] }
plot slopes
plot history

sweep {
  network.adaptive = [fixed, llaaf(n = 1), nlaaf(n = 1)]
  seed             = 1..20
}
