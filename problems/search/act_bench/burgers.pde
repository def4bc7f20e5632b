title "Act-Bench-PINN: Burgers' equation with a shock that is wide enough"

# At the usual 0.01/pi the functions that everyone uses end at errors of 0.17 to 0.51.
domain x in [-1, 1]
time   t in [0, 1]
field  u

eq burgers: u_t + u*u_x = 0.02*u_xx
ic start:   u = -sin(pi*x)
bc walls:   u = 0 on x = -1, x = 1

exact u from "burgers.csv"  # by the integrals of Cole and Hopf; it takes no part in training

network { hidden = [16]*3; activation = tanh }
sample { eq = 300; boundary = 100 }
loss { start = 10; walls = 10 }
train adam { steps = 1200; lr = cosine(1e-2) }
