pde 1
title "Semeion digits by LeNet with adaptive slopes (LAAF paper, section 4)"

# Needs, beside this file: semeion.data of the UCI Machine Learning Repository, and as semeion_order.txt the numbers of
# its images in the order in which the first 1,000 are learnt and the others judge. It may be packed by gzip.

data training { images = "semeion.data"; format = semeion; order = "semeion_order.txt"; rows = [1, 1000] }
data test     { images = "semeion.data"; format = semeion; order = "semeion_order.txt"; rows = [1001, 1593] }

network lenet {
  input    = image(1, 16, 16)
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
  seed             = 1..5
}
