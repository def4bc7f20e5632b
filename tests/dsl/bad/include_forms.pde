include heights.pde
include <common.pde>
include("common.pde")
domain x in [0, 1]
field u
eq u_xx = -1
