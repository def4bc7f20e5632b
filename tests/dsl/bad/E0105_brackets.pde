domain x in [-1, 1
field u
eq (u] = 0
eq u) = 0
let a = f([1, 2)
network {
  hidden = [20]*6
sample { eq = 100 }
# error: E0105 1:13 "`[` is never closed"
# error: E0105 3:6 "`]` cannot close `(`"
# error: E0105 4:5 "`)` closes nothing"
# error: E0105 5:11 "`[` is never closed"
# error: E0105 6:9 "`{` is never closed"
