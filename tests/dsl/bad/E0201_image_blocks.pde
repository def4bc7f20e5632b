network one { input = image(1, 16, 16); layers = [dense(10)] }
network two { input = image(1, 16, 16); layers = [dense(10)] }
data training { images = "../tables/digits.semeion"; format = semeion }
train sgd { epochs = 5 }
train adam { epochs = 5 }
