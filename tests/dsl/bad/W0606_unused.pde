param a = 1
param b = 2
let c = b
unknown k = 1
domain x in [0, 1]
field u
eq u_xx = -a
bc u = 0 on boundary
# warning: W0606 2:7 "parameter `b` is not used"
# warning: W0606 3:5 "definition `c` is not used"
# warning: W0606 4:9 "unknown `k` appears in no equation"
