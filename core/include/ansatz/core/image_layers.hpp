// Layers of images: of networks that are trained on batches of them (classification.hpp).
//
//   layers = [conv(64, kernel = 5), max_pool(2), act, dense(1024), act, dropout(0.5), dense(10)]
//
// What comes in has extents, channels x height x width; `dense` and `dropout` see the rows alone, so that nothing need
// be said to make a column of an image. A window has one side; zeros surround the image where `padding` says so.
#pragma once

#include <cstdint>
#include <memory>

#include "ansatz/core/layer.hpp"

namespace ansatz {

/// Cross-correlation with trained windows, as neural networks call convolution.
struct Conv {
  std::uint32_t channels = 64;  // 1 .. 1e4
  std::uint32_t kernel = 3;     // side of the window; 1 .. 255
  std::uint32_t stride = 1;     // 1 .. 255
  std::uint32_t padding = 0;    // 0 .. 254, less than `kernel`
  bool bias = true;
};
/// The largest number of each window, and the mean. Windows that stick out of the image are left out.
struct MaxPool {
  std::uint32_t size = 2;    // 1 .. 255
  std::uint32_t stride = 0;  // 0: size
};
struct AvgPool {
  std::uint32_t size = 2;
  std::uint32_t stride = 0;
};
/// Each channel, or each row of a column, with mean 0 and variance 1 over the batch, then scaled and shifted by trained
/// numbers. In use the means and variances are running ones: each batch counts `momentum` of them.
struct BatchNorm {
  double epsilon = 1e-5;  // > 0; added to the variance
  double momentum = 0.1;  // 0 < momentum <= 1
};
/// Zero with probability `rate`, else 1/(1 - rate) times what comes in; in use what comes in.
struct Dropout {
  double rate = 0.5;  // 0 <= rate < 1
};
/// Twice batch norm, activation and 3 x 3 convolution, added to what comes in; where stride or channels differ, to a
/// 1 x 1 convolution of the first activation.
struct PreactBlock {
  std::uint32_t channels = 64;
  std::uint32_t stride = 1;
};

std::shared_ptr<const LayerMethod> method_of(const Conv&);
std::shared_ptr<const LayerMethod> method_of(const MaxPool&);
std::shared_ptr<const LayerMethod> method_of(const AvgPool&);
std::shared_ptr<const LayerMethod> method_of(const BatchNorm&);
std::shared_ptr<const LayerMethod> method_of(const Dropout&);
std::shared_ptr<const LayerMethod> method_of(const PreactBlock&);

}  // namespace ansatz
