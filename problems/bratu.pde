pde 1
title "Bratu's equation in a disk"

# A reaction heats a disk, faster where it is hotter, and the rim carries the heat away. The ten lines that the README
# opens with: nonlinear, on a domain with a curved rim, and solved to ten digits within seconds.

domain (x, y) in disk([0, 0], 1)
field  u

eq reaction: lap(u) + exp(u) = 0
bc rim:      u = 0 on boundary

let b = 3 - 2*sqrt(2)
exact u = 2*log((1 + b)/(1 + b*(x^2 + y^2)))

network { hidden = [16]*2 }
sample { eq = 400; boundary = 100 }
train lm { steps = 100 }
