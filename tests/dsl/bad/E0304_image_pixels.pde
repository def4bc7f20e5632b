network { input = image(1, 16, 16, mean = [0.1, 0.2], deviation = [1, 2, 3]); layers = [dense(10)] }
data training { images = "../tables/digits.semeion"; format = semeion; augment = [crop(padding = 200), flip, affine(4, scale = [0.01, 1])] }
