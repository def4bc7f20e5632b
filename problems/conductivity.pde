# Heat in a disk for every conductivity at once: k is one more thing that the network reads, and no derivative is taken by.

title "A heated disk, for all conductivities"

domain (x, y) in disk([0, 0], 1)
over   k in [0.5, 5]
field  u

eq heat: -k*lap(u) = 1
bc rim:  u = 0 on boundary

exact u = (1 - x^2 - y^2)/(4*k)

network { hidden = [20]*2 }
sample { eq = 1000; boundary = 500 }
train lm { steps = 80 }
