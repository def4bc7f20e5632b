network { input = image(1, 16, 16); layers = [dense(10)] }
data training { images = "../tables/digits.semeion"; format = semeion; augment = [crops(padding = 1)] }
