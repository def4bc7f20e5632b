pde 3
# error: E0110 1:1 "this file asks for pde 3; this program knows pde 1"
