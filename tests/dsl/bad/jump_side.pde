domain x in [0, 2]
region left = x < 1
region right = not left
field T on left, T on right
let k = if left then 1 else 5
eq -dx(k*T_x) = 1
bc T = 0 on boundary
bc jump((if x < 1.0001 then 1 else 5)*T_x) = 0 on interface(left, right)
bc jump((1 + 4*step(x - 1))*T_x) = 0 on interface(left, right)
