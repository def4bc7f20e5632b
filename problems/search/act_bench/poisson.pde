title "Act-Bench-PINN: Poisson's equation on a square"

# Smooth, with terms of two orders of magnitude: the rim is weighed so that they meet.
domain (x, y) in rect([-1, -1], [1, 1])
field  u

eq balance: -u_xx - u_yy = 2*pi^2*sin(pi*x)*cos(pi*y)
bc rim:     u = sin(pi*x)*cos(pi*y) on boundary

exact u = sin(pi*x)*cos(pi*y)

network { hidden = [16]*3; activation = tanh }
sample { eq = 300; boundary = 100 }
loss { rim = 100 }
train adam { steps = 1200; lr = cosine(1e-2) }
