domain x in [0, 2]
region left = x < 1
region right = not left
field T on left, T on right
let k = if left then 1 else 5
eq -dx(k*T_x) = 1
bc T = 0 on boundary
bc jump(T) = 0 on x = 1
bc jump(T_x) = 0 on boundary
eq jump(k) = 0
