network { input = image(1, 16, 16); layers = [dense(4)] }
data training { images = "../tables/digits.semeion"; format = semeion }
