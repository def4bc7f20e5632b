pde 1
equation u_t = u_xx
feild u
u_t = u_xx
3 = 4
then u
qqqqqq
# error: E0107 2:1 "a statement cannot start with `equation`"
# error: E0107 3:1 "a statement cannot start with `feild`"
# error: E0107 4:1 "a statement cannot start with `u_t`"
# error: E0107 6:1 "a statement cannot start with `then`"
# error: E0107 7:1 "a statement cannot start with `qqqqqq`"
