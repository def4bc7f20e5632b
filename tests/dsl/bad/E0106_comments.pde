// Burgers
field u  // the velocity
/* two
lines */
% and this
