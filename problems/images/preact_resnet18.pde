pde 1
title "PreActResNet18 with adaptive slopes on CIFAR-10 (LAAF paper, section 4)"

# Needs CIFAR-10, binary version, beside this file: cat data_batch_*.bin > cifar10_train.bin; test_batch.bin.

data training { images = "cifar10_train.bin"; format = cifar10 }
data test     { images = "test_batch.bin"; format = cifar10 }

network preact_resnet18 {
  input    = image(3, 32, 32)
  layers   = [conv(64, kernel = 3, padding = 1, bias = false), preact(64), preact(64),
              preact(128, stride = 2), preact(128), preact(256, stride = 2), preact(256),
              preact(512, stride = 2), preact(512), avg_pool(4), dense(10)]
  adaptive = llaaf(n = 1, recovery = 1)
}
loss { data = cross_entropy }
# The rate falls after 9 epochs, and after 49: the code of the paper counts epochs from 1, and lowers it before the tenth.
train sgd { epochs = 50; lr = step(0.01, factor = 0.1, at = [9, 49]); momentum = 0.9; batch = 64 }
compute { precision = f32 }
