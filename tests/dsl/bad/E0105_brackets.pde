domain x in [-1, 1
field u
eq (u] = 0
eq u) = 0
let a = f([1, 2)
network {
  hidden = [20]*6
sample { eq = 100 }
