# Heat that leaves a pipe: a ring in polar coordinates, where `lap` knows that an angle is longer farther out.

title "A heated ring, in polar coordinates"

domain (r, phi) in rect([0.5, 0], [2, 2*pi]) with coordinates = polar
field  u

eq heat: lap(u) = 0

bc inner: u = sin(2*phi)/4         on r = 0.5
bc outer: u_r = 4*sin(2*phi) - 1/2 on r = 2

exact u = r^2*sin(2*phi) - log(2*r)

network { input = [r, periodic(phi, harmonics = 2)]; hidden = [20] }
sample { eq = 600; boundary = 200 }
train lm { steps = 100 }
