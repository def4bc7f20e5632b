domain x in [0, 1]
field u
import numpy as np
nu = 0.01
eq nu*u_xx = -1
bc u = 0 on boundary
