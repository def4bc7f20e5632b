domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary with wieght = 2
network { activaton = tanh; adaptive = llaf(n = 3); activation = tahn; init = glorot }
train adm { steps = 10 }
sample points { method = halton; resample = sometimes }
compute { precision = f16 }
# error: E0205 4:27 "`with` has no setting `wieght`"
# error: E0205 5:11 "`network` has no setting `activaton`"
# error: E0205 5:40 "`adaptive` cannot be `llaf`"
# error: E0205 5:66 "there is no activation `tahn`"
# error: E0205 5:79 "`init` cannot be `glorot`"
# error: E0205 6:7 "there is no `train adm`"
# error: E0205 7:8 "`sample` has no name"
# error: E0205 7:26 "`method` cannot be `halton`"
# error: E0205 7:45 "`resample` cannot be `sometimes`"
# error: E0205 8:23 "`precision` cannot be `f16`"
