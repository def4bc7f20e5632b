field u
pde 1
# error: E0110 2:1 "the version comes first in a file"
