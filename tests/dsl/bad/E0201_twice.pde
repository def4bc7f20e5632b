param nu = 1
let nu = 2
domain x in [0, 1]
domain y in [0, 1]
field u, x
eq a: u_xx = nu
eq a: u_xx = 2*nu
bc u = 0 on boundary with weight = 1, weight = 2
network { hidden = [4]; hidden = [5] }
sample { eq = 10 }
sample { eq = 20 }
# error: E0201 2:5 "`nu` is already a parameter (line 1)"
# error: E0201 4:1 "a file has one `domain`"
# error: E0201 5:10 "`x` is already a coordinate (line 3)"
# error: E0401 5:10 "nothing determines field `x`"
# error: E0201 7:4 "`a` is already the name of a condition"
# error: E0201 8:39 "`weight` is set twice"
# error: E0201 9:25 "`hidden` is set twice"
# error: E0201 11:1 "a file has one `sample`"
