network { input = image(1, 16, 16); layers = [dense(10)] }
data training { images = "../tables/digits.semeion.gz"; format = semeion }
data test { images = "../tables/no_such_images"; format = semeion }
