pde 1
title "KMNIST by LeNet with adaptive slopes (LAAF paper, section 4)"

# Needs, in the folder kmnist beside this file, the four files of KMNIST, packed or not. `--set data.points=10000` takes so
# many images. With augmentation:
#   --set 'data.training.augment=[crop(padding = 2)]' --set train.epochs=200 \
#   --set 'train.lr=step(0.01, factor = 0.1, at = [9, 99])'

param side = 28
include "recipes/lenet.pde"

data training { images = "kmnist/train-images-idx3-ubyte.gz"; labels = "kmnist/train-labels-idx1-ubyte.gz" }
data test     { images = "kmnist/t10k-images-idx3-ubyte.gz"; labels = "kmnist/t10k-labels-idx1-ubyte.gz" }
