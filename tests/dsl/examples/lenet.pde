pde 1
title "LeNet on Fashion-MNIST with L-LAAF (LAAF paper, section 4)"

param n = 1 in [1, 2]
data training { images = "train-images-idx3-ubyte"; labels = "train-labels-idx1-ubyte" }
data test     { images = "t10k-images-idx3-ubyte";  labels = "t10k-labels-idx1-ubyte" }

network lenet {
  input  = image(1, 28, 28)
  layers = [conv(64, kernel = 5), max_pool(2), act,
            conv(64, kernel = 5), max_pool(2), act,
            dense(1024), act, dropout(0.5),
            dense(10)]
  activation = relu
  adaptive   = llaaf(n = n, recovery = 1)
}
loss { data = cross_entropy }
train sgd { lr = step(0.01, factor = 0.1, at = [10, 50]); momentum = 0.9; batch = 64; epochs = 50 }
sweep { network.adaptive = [fixed, gaaf(n = n, recovery = 1), llaaf(n = n, recovery = 1), nlaaf(n = n, recovery = 1)]
        n = [1, 2]; seed = 1..3 }
