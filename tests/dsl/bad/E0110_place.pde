field u
pde 1
