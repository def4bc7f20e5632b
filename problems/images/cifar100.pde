pde 1
title "CIFAR-100 by PreActResNet18 with adaptive slopes (LAAF paper, section 4)"

# Needs CIFAR-100, binary version, beside this file, in the folder cifar100: train.bin and test.bin.
# With augmentation, where the code of the paper does the same:
#   --set 'data.training.augment=[crop(padding = 4), flip]' --set train.epochs=200 \
#   --set 'train.lr=step(0.01, factor = 0.1, at = [9, 99])'

param classes = 100
include "recipes/preact_resnet18.pde"

data training { images = "cifar100/train.bin"; format = cifar100 }
data test     { images = "cifar100/test.bin"; format = cifar100 }
