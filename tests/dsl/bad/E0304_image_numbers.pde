network { input = image(1, 0, 16, deviation = [0]); layers = [dense(10)] }
data training { images = "../tables/digits.semeion"; format = semeion; points = 0 }
train sgd { epochs = 0; batch = 2.5 }
