network { input = image(1, 16, 16); layers = [conv(8, kernel = 5), max_pool(2), dense(20), conv(4), dense(10)] }
data training { images = "../tables/digits.semeion"; format = semeion }
