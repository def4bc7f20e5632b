// The gradient of weights under a lattice of windows by minimal filtering.
//
// Its products sum over points and tiles, so b is transposed, pixel by pixel, until channels lie side by side: a pixel
// before its transform is a quarter of the numbers behind it. Then vectors hold neighbouring channels, no lanes are
// added up, and few points a tile do no harm. A group of tiles, a rectangle, is summed in the arithmetic's precision,
// all groups in double.
//
// Included once per instruction set; the toggle is Highway's way of an include guard for such files.
#if defined(ANSATZ_WINOGRAD_OUTER_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ANSATZ_WINOGRAD_OUTER_INL
#undef ANSATZ_WINOGRAD_OUTER_INL
#else
#define ANSATZ_WINOGRAD_OUTER_INL
#endif

#include <algorithm>
#include <cstddef>

#include "backend/cpu/kernels/opaque-inl.hpp"
#include "backend/cpu/kernels/row_blocks-inl.hpp"
#include "backend/cpu/kernels/winograd.hpp"
#include "backend/cpu/kernels/winograd_transforms-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace ansatz::ad::HWY_NAMESPACE {
namespace winograd {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t vectors_in_block = many_registers ? winograd_vectors_in_block : 2;

/// A product summed over `inner` terms: g[i][v] = sum over k of a[i][k] b[k][v], v counting vectors.
template <std::size_t rows, std::size_t vectors, class D, class T = hn::TFromD<D>>
HWY_INLINE void sum_block(D d, const T* HWY_RESTRICT a, std::size_t a_stride, const T* HWY_RESTRICT b,
                          std::size_t inner, T* g) {
  const std::size_t lanes = hn::Lanes(d), width = vectors * lanes;
  hn::Vec<D> sum[rows][vectors];
#pragma GCC unroll 8
  for (std::size_t i = 0; i < rows; ++i)
#pragma GCC unroll 8
    for (std::size_t v = 0; v < vectors; ++v) sum[i][v] = hn::Zero(d);
  for (std::size_t k = 0; k < inner; ++k, b += width) {
    hn::Vec<D> column[vectors];
#pragma GCC unroll 8
    for (std::size_t v = 0; v < vectors; ++v) column[v] = opaque(hn::Load(d, b + v * lanes));
#pragma GCC unroll 8
    for (std::size_t i = 0; i < rows; ++i) {
      const auto factor = opaque(hn::Set(d, a[i * a_stride + k]));
#pragma GCC unroll 8
      for (std::size_t v = 0; v < vectors; ++v) sum[i][v] = hn::MulAdd(factor, column[v], sum[i][v]);
    }
  }
#pragma GCC unroll 8
  for (std::size_t i = 0; i < rows; ++i)
#pragma GCC unroll 8
    for (std::size_t v = 0; v < vectors; ++v) hn::Store(sum[i][v], d, g + i * width + v * lanes);
}

template <std::size_t vectors, class D, class T = hn::TFromD<D>>
HWY_NOINLINE void sum_rows(D d, const T* a, std::size_t rows, const T* b, std::size_t inner, T* g) {
  for_each_row_block(rows, [&](std::size_t first, std::size_t count) HWY_ATTR {
    const T* from = a + first * inner;
    T* to = g + first * vectors * hn::Lanes(d);
    switch (count) {
      case 1: return sum_block<1, vectors>(d, from, inner, b, inner, to);
      case 2: return sum_block<2, vectors>(d, from, inner, b, inner, to);
      case 3: return sum_block<3, vectors>(d, from, inner, b, inner, to);
      case 4: return sum_block<4, vectors>(d, from, inner, b, inner, to);
      default:
        if constexpr (row_block == 5) return sum_block<5, vectors>(d, from, inner, b, inner, to);
    }
  });
}

template <std::size_t m, std::size_t r, class T>
class OuterSum {
  using F = CookToom<m, r>;
  static constexpr std::size_t n = F::n, products = n * n, places = r * r;

 public:
  explicit OuterSum(const WinogradOuterCall<T>& call)
      : call_(call),
        lattice_(call.lattice),
        down_((lattice_.down + m - 1) / m),
        across_((lattice_.across + m - 1) / m),
        group_across_(std::min(across_, winograd_tiles_in_group)),
        group_down_(std::min(down_, winograd_tiles_in_group / group_across_)),
        block_(vectors_in_block * lanes()) {
    const std::size_t most_points = group_across_ * group_down_ * lanes();
    zeros_ = call.scratch;
    cut_ = zeros_ + lanes();
    weights_ = cut_ + m * m * lanes();
    spread_a_ = weights_ + places * lanes();
    spread_b_ = spread_a_ + products * call.rows * most_points;
    sums_ = spread_b_ + products * most_points * block_;
    pixels_ = sums_ + products * call.rows * block_;
    std::fill_n(zeros_, lanes(), T{0});
  }

  void run() {
    for (point_ = 0; point_ < call_.points; point_ += lanes())
      for (first_y_ = 0; first_y_ < down_; first_y_ += group_down_)
        for (first_x_ = 0; first_x_ < across_; first_x_ += group_across_) {
          tiles_y_ = std::min(group_down_, down_ - first_y_);
          tiles_x_ = std::min(group_across_, across_ - first_x_);
          spread_a();
          for (channel_ = 0; channel_ < lattice_.channels; channel_ += channels_) {
            channels_ = std::min<std::size_t>(block_, lattice_.channels - channel_);
            vectors_ = (channels_ + lanes() - 1) / lanes();
            transpose_pixels();
            spread_b();
            multiply();
            gather();
          }
        }
  }

 private:
  static constexpr hn::ScalableTag<T> d{};
  static std::size_t lanes() { return hn::Lanes(d); }
  std::size_t inner() const { return tiles_y_ * tiles_x_ * lanes(); }
  std::size_t width() const { return vectors_ * lanes(); }

  /// Product k, row o: numbers of all tiles and points from (k * rows + o) * inner on. Points that are none are zero.
  void spread_a() const {
    const std::size_t inside = std::min(call_.points - point_, lanes());
    for (std::size_t t = 0; t < tiles_y_ * tiles_x_; ++t) {
      const Patch<m> tile(lattice_.down, lattice_.across, static_cast<std::int64_t>((first_y_ + t / tiles_x_) * m),
                          static_cast<std::int64_t>((first_x_ + t % tiles_x_) * m));
      for (std::size_t o = 0; o < call_.rows; ++o) {
        const T* row[m * m];
        T* target[products];
        tile.rows(call_.a + o * lattice_.windows() * call_.a_stride + point_, call_.a_stride,
                  static_cast<const T*>(zeros_), row);
        if (inside != lanes())
          for (std::size_t i = 0; i < m * m; ++i) {
            T* cut = cut_ + i * lanes();
            hn::Store(hn::IfThenElseZero(hn::FirstN(d, inside), hn::Load(d, row[i])), d, cut);
            row[i] = cut;
          }
        for (std::size_t k = 0; k < products; ++k) target[k] = spread_a_ + (k * call_.rows + o) * inner() + t * lanes();
        transform<SpreadTile<F>, false>(d, row, target);
      }
    }
  }

  std::size_t pixels_across() const { return tiles_x_ * m + r - 1; }

  /// The pixels under the group: channels side by side for each pixel and point; zeros where there is nothing.
  void transpose_pixels() const {
    const std::size_t high = tiles_y_ * m + r - 1, wide = pixels_across();
    T* target = pixels_;
    for (std::size_t i = 0; i < high; ++i)
      for (std::size_t j = 0; j < wide; ++j, target += lanes() * width()) {
        const std::int64_t y = lattice_.first_y + static_cast<std::int64_t>(first_y_ * m + i);
        const std::int64_t x = lattice_.first_x + static_cast<std::int64_t>(first_x_ * m + j);
        if (y < 0 || x < 0 || y >= lattice_.height || x >= lattice_.width) {
          std::fill_n(target, lanes() * width(), T{0});
          continue;
        }
        const T* source =
            call_.b + point_ +
            (channel_ * lattice_.pixels() + static_cast<std::size_t>(y * lattice_.width + x)) * call_.b_stride;
        transpose_pixel(source, target);
      }
  }

  void transpose_pixel(const T* source, T* target) const {
    const std::size_t step = lattice_.pixels() * call_.b_stride;
    for (std::size_t c = 0; c < channels_; ++c, source += step)
      for (std::size_t p = 0; p < lanes(); ++p) target[p * width() + c] = source[p];
    for (std::size_t c = channels_; c < width(); ++c)
      for (std::size_t p = 0; p < lanes(); ++p) target[p * width() + c] = 0;
  }

  /// Product k, tile and point: channels from (k * inner + tile * lanes + point) * width on.
  void spread_b() const {
    for (std::size_t t = 0; t < tiles_y_ * tiles_x_; ++t) {
      const T* corner = pixels_ + ((t / tiles_x_) * m * pixels_across() + (t % tiles_x_) * m) * lanes() * width();
      for (std::size_t at = 0; at < lanes() * width(); at += lanes()) {  // of a point and a vector of channels
        const T* row[products];
        T* target[products];
        for (std::size_t i = 0; i < n; ++i)
          for (std::size_t j = 0; j < n; ++j)
            row[i * n + j] = corner + (i * pixels_across() + j) * lanes() * width() + at;
        for (std::size_t k = 0; k < products; ++k) target[k] = spread_b_ + (k * inner() + t * lanes()) * width() + at;
        transform<GatherPatch<F>, false>(d, row, target);
      }
    }
  }

  void multiply() const {
    for (std::size_t k = 0; k < products; ++k) {
      const T* a = spread_a_ + k * call_.rows * inner();
      const T* b = spread_b_ + k * inner() * width();
      T* g = sums_ + k * call_.rows * width();
      switch (vectors_) {
        case 1: sum_rows<1>(d, a, call_.rows, b, inner(), g); break;
        case 2: sum_rows<2>(d, a, call_.rows, b, inner(), g); break;
        case 3:
          if constexpr (vectors_in_block > 2) sum_rows<3>(d, a, call_.rows, b, inner(), g);
          break;
        default:
          if constexpr (vectors_in_block > 2) sum_rows<4>(d, a, call_.rows, b, inner(), g);
      }
    }
  }

  void gather() const {
    for (std::size_t o = 0; o < call_.rows; ++o)
      for (std::size_t at = 0; at < width(); at += lanes()) {
        const T* row[products];
        T* target[places];
        for (std::size_t k = 0; k < products; ++k) row[k] = sums_ + (k * call_.rows + o) * width() + at;
        for (std::size_t k = 0; k < places; ++k) target[k] = weights_ + k * lanes();
        transform<GatherWeights<F>, false>(d, row, target);
        const std::size_t count = std::min(lanes(), channels_ - std::min(channels_, at));
        for (std::size_t k = 0; k < places; ++k) {
          double* sums = call_.sums + (o * places + k) * lattice_.channels + channel_ + at;
          for (std::size_t c = 0; c < count; ++c) sums[c] += static_cast<double>(target[k][c]);
        }
      }
  }

  const WinogradOuterCall<T>& call_;
  const WindowLattice& lattice_;
  std::size_t down_, across_;              // tiles
  std::size_t group_across_, group_down_;  // of them at most
  std::size_t block_;                      // channels at most
  std::size_t point_ = 0, first_y_ = 0, first_x_ = 0, tiles_y_ = 0, tiles_x_ = 0;
  std::size_t channel_ = 0, channels_ = 0, vectors_ = 0;
  T *zeros_, *cut_, *weights_, *spread_a_, *spread_b_, *sums_, *pixels_;
};

template <std::size_t m, std::size_t r, class T>
void accumulate(const WinogradOuterCall<T>& call) {
  OuterSum<m, r, T>(call).run();
}

}  // namespace winograd
}  // namespace ansatz::ad::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
