pde 1
title "SVHN by PreActResNet18 with adaptive slopes (LAAF paper, section 4)"

# Needs the cropped digits of SVHN beside this file, train_32x32.mat and test_32x32.mat.
# With augmentation, where the code of the paper flips digits as well:
#   --set 'data.training.augment=[crop(padding = 4), flip]' --set train.epochs=200 \
#   --set 'train.lr=step(0.01, factor = 0.1, at = [9, 99])'

param classes = 10
include "recipes/preact_resnet18.pde"

data training { images = "train_32x32.mat"; format = svhn }
data test     { images = "test_32x32.mat"; format = svhn }
