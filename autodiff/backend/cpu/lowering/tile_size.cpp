#include "backend/cpu/lowering/tile_size.hpp"

#include <algorithm>

#include "backend/cpu/kernels/outer.hpp"

namespace ansatz::ad {
namespace {

constexpr std::size_t largest_row_bytes = largest_tile * sizeof(float);  // half as many doubles

/// What a tile may take, its least row, and by what its rows are longer.
struct TileLimits {
  std::size_t working_set, least_row_bytes, step_bytes;
};
/// With 2 MB of second-level cache, larger tiles than fit were no slower down to 96 points, and smaller ones were:
/// every weight gradient adds up its lanes once a tile. A step is a panel of `multiply` in kernels/gemm.cpp.
constexpr TileLimits usual_limits{std::size_t{2048} * 1024, 512, 256};
/// Where the widest gradient need not add up lanes, smaller tiles are faster: they leave room in the cache for the
/// weights and for what else uses it.
constexpr TileLimits limits_by_columns{std::size_t{1024} * 1024, 256, 256};
/// Images have thousands of rows, and their products (kernels/windows.cpp) are as fast with one vector of points.
constexpr TileLimits limits_of_images{std::size_t{1024} * 1024, line_bytes, line_bytes};

const TileLimits& tile_limits(const std::vector<Item>& items, std::uint32_t rows, Precision precision) {
  const auto any = [&](auto holds) { return std::any_of(items.begin(), items.end(), holds); };
  const bool crowded = rows * usual_limits.least_row_bytes > limits_of_images.working_set;
  if (crowded && any([](const Item& item) { return item.windows != nullptr; })) return limits_of_images;
  const bool by_columns = precision == Precision::f64 && any([](const Item& item) {
                            return item.kind == Item::Kind::outer && sums_by_columns(item.rows, item.cols);
                          });
  return by_columns ? limits_by_columns : usual_limits;
}

}  // namespace

std::uint32_t choose_tile_points(const std::vector<Item>& items, std::uint32_t rows, Precision precision) {
  const TileLimits& limits = tile_limits(items, rows, precision);
  const std::size_t room = limits.working_set / std::max<std::size_t>(rows, 1);
  const std::size_t fitting = (room - std::min(room, line_bytes)) / limits.step_bytes * limits.step_bytes;
  const std::size_t row_bytes = std::clamp(fitting, limits.least_row_bytes, largest_row_bytes);
  return static_cast<std::uint32_t>(row_bytes / number_bytes(precision));
}

/// An odd number of cache lines, so that rows start at different sets of the cache.
std::uint32_t tile_stride(std::uint32_t points, Precision precision) {
  const std::size_t lines = points * number_bytes(precision) / line_bytes;
  return static_cast<std::uint32_t>((lines + (lines % 2 == 0 ? 1 : 0)) * line_bytes / number_bytes(precision));
}

}  // namespace ansatz::ad
