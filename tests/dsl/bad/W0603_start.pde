domain x in [0, 1]
time t in [0, 1]
field u
eq u_t = u_xx
ic start: u = cos(pi*x)
bc ends: u = 0 on boundary
# warning: W0603 5:11 "`start` says u = 1 and `ends` says u = 0 at x = 0, t = 0"
