# LeNet with adaptive slopes, as the LAAF paper trains it (section 4): what the problems of small grey images share, which
# state `side`, in pixels, and their data. Rates fall after 9 epochs, and after 49: the code of the paper counts epochs from
# 1, and lowers it before the tenth. With augmentation it trains for 200 epochs, and the second fall is after 99.

network lenet {
  input    = image(1, side, side)
  layers   = [conv(64, kernel = 5), max_pool(2), act,
              conv(64, kernel = 5), max_pool(2), act,
              dense(1024), act, dropout(0.5), dense(10)]
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
