# PreActResNet18 with adaptive slopes, as the LAAF paper trains it (section 4): what the problems of coloured images of
# 32 x 32 share, which state `classes` and their data. Rates and augmentation: lenet.pde.

network preact_resnet18 {
  input    = image(3, 32, 32)
  layers   = [conv(64, kernel = 3, padding = 1, bias = false), preact(64), preact(64),
              preact(128, stride = 2), preact(128), preact(256, stride = 2), preact(256),
              preact(512, stride = 2), preact(512), avg_pool(4), dense(classes)]
  adaptive = llaaf(n = 1, recovery = 1)
}
loss { data = cross_entropy }
train sgd { epochs = 50; lr = step(0.01, factor = 0.1, at = [9, 49]); momentum = 0.9; batch = 64 }
compute { precision = f32 }
sweep {
  network.adaptive = [fixed, gaaf(n = 1, recovery = 1), llaaf(n = 1, recovery = 1), nlaaf(n = 1, recovery = 1),
                      gaaf(n = 2, recovery = 1), llaaf(n = 2, recovery = 1), nlaaf(n = 2, recovery = 1)]
  seed             = 1..3
}
