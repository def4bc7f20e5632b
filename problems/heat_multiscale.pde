# Heat in a square on two scales: ten periods along x, where it conducts little, and half a one along y.
#
# Networks find low frequencies first, and this one hardly ever. It stands in the initial value, though: Ansatz gives
# its sine and cosine to the network as inputs, and says so (`ansatz show problems/heat_multiscale.pde`). After
# PINNacle's heat 2d-MS (Hao et al. 2023).

title "Heat on two scales"

domain (x, y) in rect([0, 0], [1, 1])
time   t in [0, 5]
field  u

eq u_t = u_xx/(500*pi)^2 + u_yy/pi^2
ic u = sin(20*pi*x)*sin(pi*y)
bc u = 0 on boundary

exact u = sin(20*pi*x)*sin(pi*y)*exp(-(1 + 1/625)*t)

sample { eq = 2000; boundary = 600 }
