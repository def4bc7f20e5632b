network { input = image(1, 28, 28); layers = [dense(10)] }
data training { images = "../tables/digits.semeion"; format = semeion }
data test { images = "../tables/digits.semeion"; format = semeion; rows = [2, 9] }
