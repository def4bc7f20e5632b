include "../outside.pde"
include "nowhere.pde"
domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
# error: E0501 1:9 "`../outside.pde` is outside the folder of the problem"
# error: E0501 2:9 "there is no file `nowhere.pde`"
