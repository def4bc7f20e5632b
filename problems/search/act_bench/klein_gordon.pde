title "Act-Bench-PINN: the Klein-Gordon equation"

# Second order in time, one turn of it.
domain x in [-1, 1]
time   t in [0, 1]
field  u

let swing = x*cos(2*pi*t)
eq waves: u_tt - u_xx + u^3 = -4*pi^2*swing + swing^3
ic start: u = swing
ic rest:  u_t = 0
bc walls: u = swing on x = -1, x = 1

exact u = swing

network { hidden = [16]*3; activation = tanh }
sample { eq = 300; boundary = 100 }
loss { start = 10; rest = 10; walls = 10 }
train adam { steps = 1200; lr = cosine(1e-2) }
