pde 3
