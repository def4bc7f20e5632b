domain x in [0, 1]
time t in [0, 1]
field u
param k = 2
eq u_t = u_xx
data one { file = "../tables/swing.csv"; columns = [x, t, u, v]; value = -k*u_x }
data two { file = "../tables/swing.csv"; columns = [x, t, u]; deviations = [u_sd, v_sd] }
data three { file = "../tables/swing.csv"; columns = [x, t, q] }
data four { file = "../tables/swing.csv"; columns = [x, t, q]; value = w }
data five { file = "../tables/swing.csv"; columns = [x, t, u]; deviations = v }
data six { file = "../tables/swing.csv"; value = u }
