pde 1
title "LeNet with adaptive slopes on MNIST or its kin (LAAF paper, section 4)"

# Needs the four files of MNIST, Fashion-MNIST or KMNIST beside this file; `--set data.points=10000` takes so many.

data training { images = "train-images-idx3-ubyte.gz"; labels = "train-labels-idx1-ubyte.gz" }
data test     { images = "t10k-images-idx3-ubyte.gz"; labels = "t10k-labels-idx1-ubyte.gz" }

network lenet {
  input    = image(1, 28, 28)
  layers   = [conv(64, kernel = 5), max_pool(2), act,
              conv(64, kernel = 5), max_pool(2), act,
              dense(1024), act, dropout(0.5), dense(10)]
  adaptive = llaaf(n = 1, recovery = 1)
}
loss { data = cross_entropy }
# The rate falls after 9 epochs, and after 49: the code of the paper counts epochs from 1, and lowers it before the tenth.
train sgd { epochs = 50; lr = step(0.01, factor = 0.1, at = [9, 49]); momentum = 0.9; batch = 64 }
compute { precision = f32 }
sweep {
  network.adaptive = [fixed, gaaf(n = 1, recovery = 1), llaaf(n = 1, recovery = 1), nlaaf(n = 1, recovery = 1),
                      gaaf(n = 2, recovery = 1), llaaf(n = 2, recovery = 1), nlaaf(n = 2, recovery = 1)]
  seed             = 1..3
}
