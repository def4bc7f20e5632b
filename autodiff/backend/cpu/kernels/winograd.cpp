// Products over and under the windows of a lattice. A few tiles at a time pass through: their patches are transformed
// into scratch, product by product with the micro-kernel of gemm.cpp, for which the tiles are its points, and
// transformed back. Rows of weights come in chunks, so that what is between the two transforms stays in the cache.
#include "backend/cpu/kernels/winograd.hpp"

#include <algorithm>

#include "backend/cpu/kernels/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/kernels/winograd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "backend/cpu/kernels/dispatch.hpp"
#include "backend/cpu/kernels/winograd_outer-inl.hpp"
#include "backend/cpu/kernels/winograd_pack-inl.hpp"
#include "backend/cpu/kernels/winograd_transforms-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using winograd::for_each_chunk;
using winograd::Patch;

/// What differs between the two directions; the tiled side is that whose pixels each belong to one tile.
template <class F, bool under>
struct Direction;

template <class F>
struct Direction<F, false> {
  using In = winograd::GatherPatch<F>;
  using Out = winograd::GatherTile<F>;
  static std::size_t tiled_height(const WindowLattice& l) { return l.down; }
  static std::size_t tiled_width(const WindowLattice& l) { return l.across; }
  static std::int64_t in(std::int64_t tile, std::int32_t first, std::size_t m) {
    return first + tile * static_cast<std::int64_t>(m);
  }
  static std::int64_t out(std::int64_t tile, std::int32_t, std::size_t m) {
    return tile * static_cast<std::int64_t>(m);
  }
};

template <class F>
struct Direction<F, true> {
  using In = winograd::SpreadTile<F>;
  using Out = winograd::SpreadPatch<F>;
  static std::size_t tiled_height(const WindowLattice& l) { return l.height; }
  static std::size_t tiled_width(const WindowLattice& l) { return l.width; }
  static std::int64_t in(std::int64_t tile, std::int32_t, std::size_t m) { return tile * static_cast<std::int64_t>(m); }
  /// A pixel p is place (0, 0) of window p - first - (side - 1), the first that it adds to.
  static std::int64_t out(std::int64_t tile, std::int32_t first, std::size_t m) {
    return tile * static_cast<std::int64_t>(m) - first - static_cast<std::int64_t>(F::n - m);
  }
};

template <class F, bool under, std::size_t m, class T>
class Product {
  using In = typename Direction<F, under>::In;
  using Out = typename Direction<F, under>::Out;
  static constexpr std::size_t in_side = winograd::columns_of<In>, out_side = winograd::rows_of<Out>;
  static constexpr std::size_t products = F::n * F::n;

 public:
  explicit Product(const WinogradCall<T>& call)
      : call_(call),
        lattice_(call.lattice),
        tiles_down_((Direction<F, under>::tiled_height(lattice_) + m - 1) / m),
        tiles_across_((Direction<F, under>::tiled_width(lattice_) + m - 1) / m) {
    zeros_ = call.scratch;
    nowhere_ = zeros_ + lanes();
    spread_ = nowhere_ + lanes();
    sums_ = spread_ + products * lattice_.channels * winograd_tiles_abreast * lanes();
    hn::Store(hn::Zero(d), d, zeros_);
  }

  void run() {
    const std::size_t tiles = tiles_down_ * tiles_across_;
    for (point_ = 0; point_ < call_.points; point_ += lanes()) {
      if (under)
        for (std::size_t row = 0; row < call_.rows * lattice_.windows(); ++row)
          hn::Store(hn::Zero(d), d, call_.y + row * call_.y_stride + point_);
      for (first_ = 0; first_ < tiles; first_ += count_) {
        count_ = std::min(winograd_tiles_abreast, tiles - first_);
        spread();
        for_each_chunk(call_.rows, [&](std::size_t row, std::size_t rows) HWY_ATTR {
          multiply(row, rows);
          gather(row, rows);
        });
      }
    }
  }

 private:
  static constexpr hn::ScalableTag<T> d{};
  static std::size_t lanes() { return hn::Lanes(d); }

  template <std::size_t size, class Position>
  Patch<size> patch(std::size_t tile, std::uint32_t height, std::uint32_t width, Position position) const {
    return {height, width, position(static_cast<std::int64_t>(tile / tiles_across_), lattice_.first_y, m),
            position(static_cast<std::int64_t>(tile % tiles_across_), lattice_.first_x, m)};
  }

  /// Product k, channel c, tile t of the group: at ((k * channels + c) * count + t) * lanes.
  void spread() const {
    const std::size_t step = lattice_.channels * count_ * lanes();
    for (std::size_t t = 0; t < count_; ++t) {
      const auto from = patch<in_side>(first_ + t, lattice_.height, lattice_.width, &Direction<F, under>::in);
      for (std::size_t c = 0; c < lattice_.channels; ++c) {
        const T* row[in_side * in_side];
        T* target[products];
        from.rows(call_.x + c * lattice_.pixels() * call_.x_stride + point_, call_.x_stride,
                  static_cast<const T*>(zeros_), row);
        for (std::size_t k = 0; k < products; ++k) target[k] = spread_ + k * step + (c * count_ + t) * lanes();
        winograd::transform<In, false>(d, row, target);
      }
    }
  }

  void multiply(std::size_t row, std::size_t rows) const {
    const std::size_t inner = lattice_.channels, points = count_ * lanes();
    for (std::size_t k = 0; k < products; ++k)
      call_.gemm.multiply({.rows = rows,
                           .inner = inner,
                           .points = points,
                           .weights = call_.weights + (row * products + k * rows) * inner,
                           .x = spread_ + k * inner * points,
                           .x_stride = points,
                           .y = sums_ + k * rows * points,
                           .y_stride = points,
                           .init = nullptr,
                           .init_stride = 0,
                           .init_per_point = false});
  }

  void gather(std::size_t first_row, std::size_t rows) const {
    const std::size_t step = rows * count_ * lanes();
    for (std::size_t t = 0; t < count_; ++t) {
      const auto to = patch<out_side>(first_ + t, lattice_.down, lattice_.across, &Direction<F, under>::out);
      for (std::size_t o = 0; o < rows; ++o) {
        const T* row[products];
        T* target[out_side * out_side];
        to.rows(call_.y + (first_row + o) * lattice_.windows() * call_.y_stride + point_, call_.y_stride, nowhere_,
                target);
        for (std::size_t k = 0; k < products; ++k) row[k] = sums_ + k * step + (o * count_ + t) * lanes();
        winograd::transform<Out, under>(d, row, target);
      }
    }
  }

  const WinogradCall<T>& call_;
  const WindowLattice& lattice_;
  std::size_t tiles_down_, tiles_across_, point_ = 0, first_ = 0, count_ = 0;
  T *zeros_, *nowhere_, *spread_, *sums_;
};

template <std::size_t m, std::size_t r, class T>
void multiply_filter(const WinogradCall<T>& call) {
  using F = CookToom<m, r>;
  if (call.lattice.mirrored)
    Product<F, true, m, T>(call).run();
  else
    Product<F, false, m, T>(call).run();
}

template <class T>
void multiply(const WinogradCall<T>& call) {
  if (call.filter.side == 5) return multiply_filter<2, 5>(call);
  call.filter.outputs == 4 ? multiply_filter<4, 3>(call) : multiply_filter<2, 3>(call);
}

template <class T>
void accumulate(const WinogradOuterCall<T>& call) {
  if (call.filter.side == 5) return winograd::accumulate<2, 5>(call);
  call.filter.outputs == 4 ? winograd::accumulate<4, 3>(call) : winograd::accumulate<2, 3>(call);
}

template <class T>
void pack(const Filter& filter, const double* source, std::size_t rows, std::size_t channels, T* packed) {
  if (filter.side == 5) return winograd::pack_filter<2, 5>(source, rows, channels, packed);
  filter.outputs == 4 ? winograd::pack_filter<4, 3>(source, rows, channels, packed)
                      : winograd::pack_filter<2, 3>(source, rows, channels, packed);
}

template <class T>
const WinogradKernels<T>* kernels() {
  static const WinogradKernels<T> table{&multiply<T>, &accumulate<T>, &pack<T>};
  return &table;
}

}  // namespace

const WinogradKernels<double>* winograd_f64() { return kernels<double>(); }
const WinogradKernels<float>* winograd_f32() { return kernels<float>(); }

}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ansatz::ad {
namespace {
HWY_EXPORT(winograd_f64);
HWY_EXPORT(winograd_f32);
}  // namespace

template <>
const WinogradKernels<double>& winograd_kernels<double>(InstructionSet set) {
  return *ANSATZ_SELECT(winograd_f64, set);
}
template <>
const WinogradKernels<float>& winograd_kernels<float>(InstructionSet set) {
  return *ANSATZ_SELECT(winograd_f32, set);
}

std::size_t winograd_scratch(const Filter& filter, const WindowLattice& lattice, std::size_t rows, std::size_t lanes) {
  const std::size_t in_chunk = std::min(rows, winograd_rows_in_chunk);
  return (2 + filter.products() * (lattice.channels + in_chunk) * winograd_tiles_abreast) * lanes;
}

std::size_t winograd_outer_scratch(const Filter& filter, std::size_t rows, std::size_t lanes) {
  const std::size_t tiles = winograd_tiles_in_group, block = winograd_vectors_in_block * lanes;
  const std::size_t most_pixels = (filter.outputs * tiles + filter.side - 1) * filter.patch();  // a row is the longest
  const std::size_t spare = 1 + std::size_t{filter.outputs} * filter.outputs + filter.side * filter.side;
  return spare * lanes + most_pixels * lanes * block +
         filter.products() * (tiles * lanes * (rows + block) + rows * block);
}

void winograd_unpack(const double* sums, std::size_t rows, std::size_t channels, std::size_t places, double* g) {
  for (std::size_t o = 0; o < rows; ++o)
    for (std::size_t c = 0; c < channels; ++c)
      for (std::size_t k = 0; k < places; ++k) *g++ = sums[(o * places + k) * channels + c];
}

}  // namespace ansatz::ad
#endif
