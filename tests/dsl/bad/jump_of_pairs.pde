domain x in [0, 2]
region left = x < 1
region right = not left
field Ta on left, Tb on right
eq Ta_xx = 0
eq Tb_xx = 0
bc Ta = 0 on x = 0
bc Tb = 1 on x = 2
bc jump(Ta) = 0, [Ta_x] = 0, Ta+ = Ta- on interface(left, right)
