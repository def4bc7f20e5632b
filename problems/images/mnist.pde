pde 1
title "MNIST by LeNet with adaptive slopes (LAAF paper, section 4)"

# Needs, in the folder mnist beside this file, the four files of MNIST, packed or not. `--set data.points=10000` takes so
# many images. With augmentation:
#   --set 'data.training.augment=[crop(padding = 2), affine(degrees = 15, scale = [0.85, 1.15])]' --set train.epochs=200 \
#   --set 'train.lr=step(0.01, factor = 0.1, at = [9, 99])'

param side = 28
include "recipes/lenet.pde"

data training { images = "mnist/train-images-idx3-ubyte.gz"; labels = "mnist/train-labels-idx1-ubyte.gz" }
data test     { images = "mnist/t10k-images-idx3-ubyte.gz"; labels = "mnist/t10k-labels-idx1-ubyte.gz" }
