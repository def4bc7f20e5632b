title "Held out: the Helmholtz equation on a square"

# No function was chosen with this problem; see docs/act_bench.
domain (x, y) in rect([-1, -1], [1, 1])
field  u

let waves = sin(pi*x)*sin(2*pi*y)

eq helmholtz: lap(u) + u = (1 - 5*pi^2)*waves
bc walls:     u = 0 on boundary

exact u = waves

network { hidden = [16]*3; activation = tanh }
sample { eq = 300; boundary = 100 }
loss { walls = 100 }
train adam { steps = 1200; lr = cosine(1e-2) }
