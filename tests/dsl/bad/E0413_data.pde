network { input = image(1, 16, 16); layers = [dense(10)] }
data training { format = semeion }
data test { images = "../tables/digits.semeion" }
data validation { images = "../tables/digits.semeion"; format = semeion }
data { images = "../tables/digits.semeion"; format = semeion; labels = "../tables/digits.semeion" }
