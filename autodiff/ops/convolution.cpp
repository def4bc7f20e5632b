#include "ops/convolution.hpp"

#include <fmt/format.h>

namespace ansatz::ad {

std::uint32_t other_channels(Graph& g, const Proposal& p, std::size_t operand, std::uint32_t channels,
                             std::uint32_t places) {
  const Shape& w = p.operands[operand].shape();
  if (w.on_axis() || w.cols != std::uint64_t{channels} * places)
    shape_error(g, p,
                fmt::format("the weights must be a free matrix with {} columns, {} channels times {} places",
                            std::uint64_t{channels} * places, channels, places));
  return w.rows;
}

Windows convolution_windows(Words attributes) {
  const auto a = attributes_in<WindowAttributes>(attributes);
  return windows_over_channels(a, a.channels);
}

void window_product_reference(const ReferenceCall& call, const Windows& windows) {
  const ReferenceValue &x = *call.operands[0], &w = *call.operands[1];
  for_each_place(windows, [&](auto q, auto k, auto row) {
    for (std::size_t o = 0; o < w.shape.rows; ++o)
      for (std::size_t p = 0; p < call.y.points; ++p)
        call.y.at(o * windows.count() + q, 0, p) += w.repeated(o, k, 0) * x.repeated(row, 0, p);
  });
}

}  // namespace ansatz::ad
