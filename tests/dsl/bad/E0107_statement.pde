pde 1
equation u_t = u_xx
feild u
u_t = u_xx
3 = 4
then u
qqqqqq
