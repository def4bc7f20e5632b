#include "backend/cpu/execution/prepare.hpp"

#include <algorithm>

namespace ansatz::ad {

template <class T>
void prepare(const Preparation& preparation, const KernelTables<T>& kernels, const double* free, T* prepared) {
  const double* source = free + preparation.source;
  T* target = prepared + preparation.target;
  if (preparation.kind == Preparation::Kind::column) {
    constexpr std::size_t width = scalar_width(sizeof(T) == 8 ? Precision::f64 : Precision::f32);
    for (std::size_t row = 0; row < preparation.rows; ++row)
      std::fill_n(target + row * width, width, static_cast<T>(source[row]));
  } else if (preparation.kind == Preparation::Kind::strip) {
    std::fill_n(target, preparation.cols, static_cast<T>(*source));
  } else if (preparation.kind == Preparation::Kind::filters) {
    kernels.winograd.pack(preparation.filter, source, preparation.rows, preparation.cols, target);
  } else {
    kernels.gemm.pack(source, preparation.rows, preparation.cols,
                      preparation.kind == Preparation::Kind::transposed_weights, target);
  }
}

template void prepare(const Preparation&, const KernelTables<double>&, const double*, double*);
template void prepare(const Preparation&, const KernelTables<float>&, const double*, float*);

}  // namespace ansatz::ad
