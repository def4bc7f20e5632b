network { input = image(1, 16, 16); layers = [dense(10)] }
data training { images = "../tables/flawed.semeion"; format = semeion }
data test { images = "../tables/digits.semeion"; labels = "../tables/digits.semeion" }
