network { input = image(28, 28); layers = [conv(8), relu, pool, dense(10)] }
data training { images = "digits.semeion" }
data test { images = digits.semeion }
train adam { epochs = 2 }
