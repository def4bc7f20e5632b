domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary with wieght = 2
network { activaton = tanh; adaptive = llaf(n = 3); activation = tahn; init = glorot }
train adm { steps = 10 }
sample points { method = halton; resample = sometimes }
compute { precision = f16 }
