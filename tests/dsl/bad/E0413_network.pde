network { activation = relu }
data training { images = "../tables/digits.semeion"; format = semeion }
