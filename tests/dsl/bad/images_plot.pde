data training { images = "digits.semeion" }
network { layers = [dense(10)] }
plot heatmap { of = image }
plot confusion
