// Where windows of an image are largest: the kernel of the form `WindowMaximum` (graph/structural.hpp).
#pragma once

#include <cstddef>
#include <cstdint>

#include "ansatz/autodiff/instruction_set.hpp"

namespace ansatz::ad {

/// Rows of a value: row r at `at` + r * `step`.
template <class T>
struct ValueRows {
  T* at;
  std::size_t step;
};

/// Strides are in elements; `points` is a multiple of the vector length.
template <class T>
struct MaximaCall {
  std::size_t windows, size, points;
  const std::uint32_t* rows;  // place k of window q is row rows[q * size + k] of the image, or `Windows::zeros`
  ValueRows<const T> image;
  ValueRows<const T> second;  // what is chosen from, or spread
  ValueRows<T> y;
  std::size_t y_rows;  // spread: to be filled with zeros first
};

template <class T>
struct MaximaKernels {
  void (*largest)(const MaximaCall<T>&);
  void (*chosen)(const MaximaCall<T>&);
  void (*spread)(const MaximaCall<T>&);
};

template <class T>
const MaximaKernels<T>& maxima_kernels(InstructionSet set);

}  // namespace ansatz::ad
