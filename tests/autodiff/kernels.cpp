// The matrix kernels against three nested loops, for every size they cut differently and every instruction set.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "aligned.hpp"
#include "backend/cpu/kernels/gemm.hpp"
#include "backend/cpu/kernels/outer.hpp"
#include "backend/cpu/kernels/windows.hpp"
#include "backend/cpu/lowering/window_blocks.hpp"

using namespace ansatz::ad;

namespace {

template <class T>
constexpr double tolerance = sizeof(T) == 8 ? 1e-14 : 1e-5;

std::size_t padded(std::size_t points, std::size_t lanes) { return (points + lanes - 1) / lanes * lanes; }

/// y = init + W x for one size, by the kernel; returns the largest difference to the plain loops.
template <class T>
double gemm_error(InstructionSet set, std::size_t rows, std::size_t inner, std::size_t vectors, bool transposed,
                  int init_kind) {
  const GemmKernels<T>& kernels = gemm_kernels<T>(set);
  const std::size_t points = vectors * kernels.lanes, stride = points + 64 / sizeof(T);
  const Noise noise{rows * 1000 + inner * 10 + vectors};
  std::vector<double> w(rows * inner);
  for (std::size_t i = 0; i < w.size(); ++i) w[i] = noise(i);
  Aligned<T> packed(rows * inner), x(inner * stride), y(rows * stride), init(rows * stride);
  kernels.pack(w.data(), rows, inner, transposed, packed.data());
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<T>(noise(1000000 + i));
  const std::size_t vector = 64 / sizeof(T);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t p = 0; p < stride; ++p)
      if (init_kind == 1)
        init[r * vector + p % vector] = static_cast<T>(noise(3000000 + r));  // one vector a row
      else
        init[r * stride + p] = static_cast<T>(noise(2000000 + r * stride + p));
  kernels.multiply({.rows = rows,
                    .inner = inner,
                    .points = points,
                    .weights = packed.data(),
                    .x = x.data(),
                    .x_stride = stride,
                    .y = y.data(),
                    .y_stride = stride,
                    .init = init_kind == 0 ? nullptr : init.data(),
                    .init_stride = init_kind == 1 ? vector : stride,
                    .init_per_point = init_kind == 2});
  double worst = 0;
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t p = 0; p < points; ++p) {
      double sum = init_kind == 0 ? 0.0 : init_kind == 1 ? double(init[r * vector]) : double(init[r * stride + p]);
      for (std::size_t k = 0; k < inner; ++k)
        sum += double(T(transposed ? w[k * rows + r] : w[r * inner + k])) * double(x[k * stride + p]);
      worst = std::max(worst, std::abs(sum - double(y[r * stride + p])));
    }
  return worst / double(inner);
}

/// Products with windows of random rows, or of none, cut into blocks: the largest difference to the plain loops.
template <class T>
double window_error(InstructionSet set, std::size_t rows, std::uint32_t inner, std::uint32_t count,
                    std::size_t vectors) {
  const GemmKernels<T>& gemm = gemm_kernels<T>(set);
  const std::size_t points = vectors * gemm.lanes, stride = points + 64 / sizeof(T), image = 40;
  const Noise noise{rows * 1000 + inner * 10 + count};
  std::vector<double> w(rows * inner);
  for (std::size_t i = 0; i < w.size(); ++i) w[i] = noise(i);
  Aligned<T> packed(rows * inner), x((image + 1) * stride), y(rows * count * stride, static_cast<T>(NAN));
  gemm.pack(w.data(), rows, inner, false, packed.data());
  for (std::size_t i = 0; i < image * stride; ++i) x[i] = static_cast<T>(noise(1000000 + i));  // then a row of zeros
  Windows windows{{}, inner};
  std::vector<std::uint32_t> begins;
  for (std::size_t i = 0; i < std::size_t{inner} * count; ++i) {
    const auto row =
        static_cast<std::uint32_t>((noise(2000000 + i) + 1) * static_cast<double>(image));  // half are outside
    windows.rows.push_back(row < image ? row : Windows::zeros);
    begins.push_back(static_cast<std::uint32_t>(std::min<std::size_t>(row, image) * stride));
  }
  const WindowCut cut = cut_windows(windows, begins);
  window_kernels<T>(set).multiply({.rows = rows,
                                   .inner = inner,
                                   .windows = count,
                                   .points = points,
                                   .weights = packed.data(),
                                   .x = x.data(),
                                   .y = y.data(),
                                   .y_stride = stride,
                                   .blocks = cut.blocks.data(),
                                   .block_count = cut.blocks.size(),
                                   .places = cut.places.data()});
  double worst = 0;
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t q = 0; q < count; ++q)
      for (std::size_t p = 0; p < points; ++p) {
        double sum = 0;
        for (std::size_t k = 0; k < inner; ++k)
          sum += double(T(w[r * inner + k])) * double(x[begins[q * inner + k] + p]);
        const double error = std::abs(sum - double(y[(r * count + q) * stride + p]));
        worst = std::max(worst, std::isnan(error) ? HUGE_VAL : error);
      }
  return worst / double(inner);
}

template <class T>
double outer_error(InstructionSet set, std::size_t rows, std::size_t cols, std::size_t points, std::size_t pairs) {
  const std::size_t stride = padded(points, 64 / sizeof(T)) + 64 / sizeof(T);
  const Noise noise{rows * 1000 + cols * 10 + points};
  std::vector<Aligned<T>> a, b;
  std::vector<OuterPair<T>> list;
  for (std::size_t q = 0; q < pairs; ++q) {
    a.emplace_back(rows * stride);
    b.emplace_back(cols * stride);
    for (std::size_t i = 0; i < a[q].size(); ++i) a[q][i] = static_cast<T>(noise(q * 5000000 + i));
    for (std::size_t i = 0; i < b[q].size(); ++i) b[q][i] = static_cast<T>(noise(q * 5000000 + 1000000 + i));
    for (std::size_t r = 0; r < rows; ++r)  // what stands behind the points must not count
      for (std::size_t p = points; p < stride; ++p) a[q][r * stride + p] = static_cast<T>(NAN);
  }
  for (std::size_t q = 0; q < pairs; ++q) list.push_back({a[q].data(), b[q].data(), stride, stride});
  const auto sum_up = [&] {
    std::vector<double> packed(rows * cols, 1.0), unpacked(rows * cols);
    outer_kernels<T>(set).accumulate({rows, cols, points, list.data(), pairs, packed.data()});
    outer_kernels<T>(set).unpack(packed.data(), rows, cols, unpacked.data());
    return unpacked;
  };
  const std::vector<double> sums = sum_up();
  double worst = 0;
  std::vector<std::uint32_t> begins;  // the same rows through a list must give the same bits
  for (std::size_t c = 0; c < cols; ++c) begins.push_back(static_cast<std::uint32_t>(c * stride));
  for (OuterPair<T>& pair : list) pair = {pair.a, pair.b, stride, 0, begins.data()};
  if (sum_up() != sums) worst = HUGE_VAL;
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < cols; ++c) {
      double sum = 1.0;
      for (std::size_t q = 0; q < pairs; ++q)
        for (std::size_t p = 0; p < points; ++p) sum += double(a[q][r * stride + p]) * double(b[q][c * stride + p]);
      const double error = std::abs(sum - sums[r * cols + c]);
      worst = std::max(worst, std::isnan(error) ? HUGE_VAL : error);
    }
  return worst / double(points * pairs);
}

template <class T>
void check_all(InstructionSet set) {
  CAPTURE(name(set));
  for (std::size_t size = 1; size <= 70; ++size) {
    CAPTURE(size);
    const std::size_t other = size * 37 % 70 + 1;
    CHECK(gemm_error<T>(set, size, other, size % 9 + 1, size % 2 == 0, static_cast<int>(size % 3)) < tolerance<T>);
    CHECK(gemm_error<T>(set, other, size, other % 9 + 1, size % 2 == 1, static_cast<int>(other % 3)) < tolerance<T>);
    CHECK(outer_error<T>(set, size, other, size * 3 + 1, size % 3 + 1) < tolerance<T>);
    CHECK(window_error<T>(set, size % 23 + 1, static_cast<std::uint32_t>(other * 6), size % 11 + 1, size % 3 + 1) <
          tolerance<T>);
  }
  for (std::size_t rows = 1; rows <= 11; ++rows)
    for (std::size_t vectors = 1; vectors <= 9; ++vectors) {
      CAPTURE(rows);
      CAPTURE(vectors);
      CHECK(gemm_error<T>(set, rows, 3, vectors, false, 1) < tolerance<T>);
      CHECK(outer_error<T>(set, rows, vectors, rows + vectors, 1) < tolerance<T>);
    }
  // Wide sums go piece by piece through a panel of 128 points: fewer, just as many, odd numbers, more.
  for (const std::size_t cols : {48, 56, 64, 72, 104})
    for (const std::size_t points : {1, 7, 32, 63, 127, 128, 131, 300}) {
      CAPTURE(cols);
      CAPTURE(points);
      CHECK(sums_by_columns(33 + points % 9, cols));
      CHECK(outer_error<T>(set, 33 + points % 9, cols, points, 1 + points % 8) < tolerance<T>);
    }
}

}  // namespace

TEST_CASE("matrix kernels agree with plain loops at every size and instruction set") {
  for (const InstructionSet set : available_instruction_sets()) {
    check_all<double>(set);
    check_all<float>(set);
  }
}
