pde 1
title "Semeion digits by LeNet with adaptive slopes (LAAF paper, section 4)"

# Needs, beside this file: semeion.data of the UCI Machine Learning Repository, and as semeion_order.txt the numbers of
# its images in the order in which the first 1,000 are learnt and the others judge. Both may be packed by gzip. With
# augmentation, which the code of the paper applies to the images that judge as well:
#   --set 'data.training.augment=[crop(padding = 1), affine(degrees = 4, scale = [1, 1.05])]' \
#   --set train.epochs=200 --set 'train.lr=step(0.01, factor = 0.1, at = [9, 99])'

param side = 16
include "recipes/lenet.pde"

data training { images = "semeion.data"; format = semeion; order = "semeion_order.txt"; rows = [1, 1000] }
data test     { images = "semeion.data"; format = semeion; order = "semeion_order.txt"; rows = [1001, 1593] }
