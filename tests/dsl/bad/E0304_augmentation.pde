network { input = image(1, 16, 16); layers = [dense(10)] }
data training { images = "../tables/digits.semeion"; format = semeion; augment = [flip, affine(4, scale = [1.1, 0.9])] }
data test { images = "../tables/digits.semeion"; format = semeion; augment = crop(padding = 1) }
