// Burgers
field u  // the velocity
/* two
lines */
% and this
# error: E0106 1:1 "comments start with `#` (found `//`)"
# error: E0106 2:10 "comments start with `#` (found `//`)"
# error: E0106 3:1 "comments start with `#` (found `/*`)"
# error: E0106 5:1 "comments start with `#` (found `%`)"
