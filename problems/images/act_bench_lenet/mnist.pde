title "5,000 digits of MNIST by a small LeNet"

param side = 28
include "recipes/lenet.pde"

data training { images = "mnist/train-images-idx3-ubyte.gz"; labels = "mnist/train-labels-idx1-ubyte.gz"; rows = [1, 5000] }
data test     { images = "mnist/t10k-images-idx3-ubyte.gz"; labels = "mnist/t10k-labels-idx1-ubyte.gz"; rows = [1, 2000] }
train adam { epochs = 3; lr = step(2e-3, factor = 0.1, at = [2]); batch = 32 }
