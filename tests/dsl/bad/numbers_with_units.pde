domain x in [0, 1 m]
param k = 400 W/(m*K)
param T0 = 20 °C
field T
eq k*T_xx = 0
bc T = T0 on boundary
