title "Semeion digits by a small LeNet"

param side = 16
include "recipes/lenet.pde"

data training { images = "semeion.data.gz"; format = semeion; rows = [1, 1000] }
data test     { images = "semeion.data.gz"; format = semeion; rows = [1001, 1593] }
train adam { epochs = 20; lr = step(2e-3, factor = 0.1, at = [15]); batch = 32 }
