pde 1
title "Burgers: identify the coefficients from noisy data"

domain x in [-1, 1]
time   t in [0, 1]
field  u
unknown lambda1 = 0   in [-2, 2]
unknown lambda2 = 0.1 in [0, 1]

eq u_t + lambda1*u*u_x = lambda2*u_xx
data obs {
  file    = "../../../problems/reference/burgers.csv"  # relative to this file; --allow-path leads out of its folder
  columns = [x, t, u]
  points  = 2000                     # drawn at random from the file
  noise   = 0.01                     # relative, added to u
}
exact lambda1 = 1, lambda2 = 0.01/pi

network { hidden = [20]*8; activation = tanh; adaptive = llaaf(n = 5, recovery = 1) }
sample  { eq = 2000; at = obs }      # residual at the data points
train adam  { lr = 1e-3; steps = 10000 }
train lbfgs { steps = 5000 }
plot history { of = [lambda1, lambda2] }
