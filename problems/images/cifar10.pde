pde 1
title "CIFAR-10 by PreActResNet18 with adaptive slopes (LAAF paper, section 4)"

# Needs CIFAR-10, binary version, beside this file: cat data_batch_*.bin > cifar10_train.bin; test_batch.bin.
# With augmentation, where the code of the paper also shifts and scales each channel by its mean and deviation:
#   --set 'data.training.augment=[crop(padding = 4), flip]' --set train.epochs=200 \
#   --set 'train.lr=step(0.01, factor = 0.1, at = [9, 99])' --set 'network.input=image(3, 32, 32, \
#     mean = [0.4914, 0.4822, 0.4465], deviation = [0.2023, 0.1994, 0.2010])'

param classes = 10
include "recipes/preact_resnet18.pde"

data training { images = "cifar10_train.bin"; format = cifar10 }
data test     { images = "test_batch.bin"; format = cifar10 }
