eq ∂u/∂t + u*∂u/∂x = 0
eq ∂²u/∂x² + ∂²u/∂x∂y = 0
# error: E0102 1:4 "derivatives are written with subscripts; write `u_t`"
# error: E0102 1:14 "derivatives are written with subscripts; write `u_x`"
# error: E0102 2:4 "derivatives are written with subscripts; write `u_xx`"
# error: E0102 2:14 "derivatives are written with subscripts; write `u_xy`"
