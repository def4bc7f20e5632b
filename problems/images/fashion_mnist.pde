pde 1
title "Fashion-MNIST by LeNet with adaptive slopes (LAAF paper, section 4)"

# Needs, in the folder fashion_mnist beside this file, the four files of Fashion-MNIST, packed or not. `--set data.points=10000` takes so
# many images. With augmentation:
#   --set 'data.training.augment=[crop(padding = 2), flip]' --set train.epochs=200 \
#   --set 'train.lr=step(0.01, factor = 0.1, at = [9, 99])'

param side = 28
include "recipes/lenet.pde"

data training { images = "fashion_mnist/train-images-idx3-ubyte.gz"; labels = "fashion_mnist/train-labels-idx1-ubyte.gz" }
data test     { images = "fashion_mnist/t10k-images-idx3-ubyte.gz"; labels = "fashion_mnist/t10k-labels-idx1-ubyte.gz" }
