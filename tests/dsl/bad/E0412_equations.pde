domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
unknown k = 1
network { input = image(1, 16, 16); layers = [dense(10)] }
data training { images = "../tables/digits.semeion"; format = semeion }
sample { eq = 100 }
plot slice { of = u }
