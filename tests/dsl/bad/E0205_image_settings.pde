network { input = image(1, 16, 16); layers = [conv(8, size = 5), maxpool(2), act, dense(10)]; normalise = true }
data training { images = "../tables/digits.semeion"; format = png }
loss { data = mse }
train lm { steps = 5 }
train sgd { steps = 5 }
