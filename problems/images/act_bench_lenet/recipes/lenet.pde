# LeNet of the sizes of LeCun, Bottou, Bengio and Haffner (1998), with largest numbers of windows in place of means: what
# the problems of digits share, which state `side`, in pixels, `last`, the epochs, and their data. The activation is what
# is searched for: its slopes are not trained.

network lenet {
  input    = image(1, side, side)
  layers   = [conv(6, kernel = 5), act, max_pool(2), conv(16, kernel = 5), act, max_pool(2),
              dense(120), act, dense(84), act, dense(10)]
  adaptive = fixed
}
loss { data = cross_entropy }
compute { precision = f32 }
