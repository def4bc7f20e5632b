param a = 1e999
param b = 1e-999
# error: E0108 1:11 "1e999 is too large for a real number"
# error: E0108 2:11 "1e-999 is too small for a real number"
