domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
loss { causal = 10 }
# error: E0410 5:8 "`causal` needs a `time`"
