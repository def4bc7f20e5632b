param a = 1e999
param b = 1e-999
