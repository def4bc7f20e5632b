// Checks of attributes, then four lists of rows: windows over each channel by itself or over all of them, and for the
// transposes the windows that lie over each pixel.
#include "ops/windows.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "ops/tangents.hpp"

namespace ansatz::ad {

std::optional<std::uint32_t> WindowAttributes::pixel(std::uint32_t oy, std::uint32_t ox, std::uint32_t i,
                                                     std::uint32_t j) const {
  const std::uint64_t y = std::uint64_t{oy} * window.step_y + i,
                      x = std::uint64_t{ox} * window.step_x + j;  // from the edge of the padding
  if (y < window.padding_y || x < window.padding_x) return std::nullopt;
  if (y - window.padding_y >= height || x - window.padding_x >= width) return std::nullopt;
  return static_cast<std::uint32_t>((y - window.padding_y) * width + x - window.padding_x);
}

std::optional<std::uint32_t> WindowAttributes::window_at(std::uint32_t y, std::uint32_t x, std::uint32_t i,
                                                         std::uint32_t j) const {
  const std::uint64_t down = std::uint64_t{y} + window.padding_y, across = std::uint64_t{x} + window.padding_x;
  if (down < i || across < j || (down - i) % window.step_y != 0 || (across - j) % window.step_x != 0)
    return std::nullopt;
  const std::uint64_t oy = (down - i) / window.step_y, ox = (across - j) / window.step_x;
  if (oy >= out_height() || ox >= out_width()) return std::nullopt;
  return static_cast<std::uint32_t>(oy * out_width() + ox);
}

WindowAttributes window_attributes(std::string_view operation, Expr image, const Window2d& window) {
  if (!image.valid()) throw UserError(fmt::format("{}: the image is empty; it was never given a formula", operation));
  const Shape shape = image.shape();
  if (shape.extents.count() != 3)
    throw UserError(fmt::format("{}: {} is no image of channels x height x width; give it these extents with reshape",
                                operation, describe(image.graph(), shape)));
  return {shape.extents[0], shape.extents[1], shape.extents[2], window};
}

void check_windows(std::string_view operation, const WindowAttributes& a) {
  const auto& [h, w, step_y, step_x, padding_y, padding_x] = a.window;
  const auto fail = [&](std::string_view what) {
    throw UserError(
        fmt::format("{}: a window of {}x{}, steps {} and {}, padding {} and {}, over an image of {}x{}x{}: {}",
                    operation, a.window.height, a.window.width, a.window.step_y, a.window.step_x, a.window.padding_y,
                    a.window.padding_x, a.channels, a.height, a.width, what));
  };
  if (h == 0 || w == 0 || step_y == 0 || step_x == 0) fail("sizes and steps must be positive");
  if (padding_y >= h || padding_x >= w)
    fail("the padding must be less than the window, or windows would see zeros only");
  if (a.image().rows() == 0) fail("there is no such image");
  if (std::uint64_t{a.height} + 2 * std::uint64_t{padding_y} < h ||
      std::uint64_t{a.width} + 2 * std::uint64_t{padding_x} < w)
    fail("the window does not fit");
}

WindowAttributes checked_windows(const Proposal& p) {
  const auto a = attributes_in<WindowAttributes>(p.attributes);
  check_windows(info(p.op).name, a);
  return a;
}

void check_image(Graph& graph, const Proposal& p, std::size_t operand, const Extents& extents) {
  const Shape& shape = p.operands[operand].shape();
  const bool fits = shape.rows == extents.rows() && (!shape.extents.given() || shape.extents == extents);
  if (!fits || !shape.on_axis())
    shape_error(graph, p,
                fmt::format("operand {} must be an {} at points{}", operand + 1, describe(graph, {1, 1, {}, extents}),
                            fits ? "; give a free one an axis with broadcast" : ""));
}

Expr tangent_of_windows(Expr y, std::span<const Expr> tangents) {
  Expr sum = y.graph().constant(0);
  const std::vector<Expr> operands = operands_of(y);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (!tangents[i].valid()) continue;
    std::vector<Expr> replaced = operands;
    replaced[i] = fit(tangents[i], operands[i].shape());
    sum = sum + made_again(y, replaced);
  }
  return sum;
}

namespace {

/// The rows under each window, or over each pixel, of `channels` channels: `find` gives the place's row in a channel.
template <class Find>
void add_window(Windows& windows, const WindowAttributes& a, std::uint32_t channel_rows, std::uint32_t first_channel,
                std::uint32_t channels, Find find) {
  for (std::uint32_t c = first_channel; c < first_channel + channels; ++c)
    for (std::uint32_t place = 0; place < a.places(); ++place) {
      const std::optional<std::uint32_t> row = find(place / a.window.width, place % a.window.width);
      windows.rows.push_back(row ? c * channel_rows + *row : Windows::zeros);
    }
}

void add_windows_over(Windows& windows, const WindowAttributes& a, std::uint32_t channel, std::uint32_t channels) {
  for (std::uint32_t oy = 0; oy < a.out_height(); ++oy)
    for (std::uint32_t ox = 0; ox < a.out_width(); ++ox)
      add_window(windows, a, a.pixels(), channel, channels, [&](auto i, auto j) { return a.pixel(oy, ox, i, j); });
}

void add_windows_under(Windows& windows, const WindowAttributes& a, std::uint32_t channel, std::uint32_t channels) {
  for (std::uint32_t y = 0; y < a.height; ++y)
    for (std::uint32_t x = 0; x < a.width; ++x)
      add_window(windows, a, a.out_pixels(), channel, channels,
                 [&](auto i, auto j) { return a.window_at(y, x, i, j); });
}

bool moves_by_pixels(const Window2d& window) { return window.step_y == 1 && window.step_x == 1; }

}  // namespace

Windows windows_over_image(const WindowAttributes& a) {
  Windows windows{{}, a.places()};
  for (std::uint32_t c = 0; c < a.channels; ++c) add_windows_over(windows, a, c, 1);
  return windows;
}

Windows windows_under_image(const WindowAttributes& a) {
  Windows windows{{}, a.places()};
  for (std::uint32_t c = 0; c < a.channels; ++c) add_windows_under(windows, a, c, 1);
  return windows;
}

Windows windows_over_channels(const WindowAttributes& a, std::uint32_t channels) {
  Windows windows{{}, channels * a.places()};
  add_windows_over(windows, a, 0, channels);
  if (moves_by_pixels(a.window))
    windows.lattice = {.channels = channels,
                       .height = a.height,
                       .width = a.width,
                       .down = a.out_height(),
                       .across = a.out_width(),
                       .side_y = a.window.height,
                       .side_x = a.window.width,
                       .first_y = -static_cast<std::int32_t>(a.window.padding_y),
                       .first_x = -static_cast<std::int32_t>(a.window.padding_x),
                       .mirrored = false};
  return windows;
}

Windows windows_under_pixels(const WindowAttributes& a, std::uint32_t channels) {
  Windows windows{{}, channels * a.places()};
  add_windows_under(windows, a, 0, channels);
  if (moves_by_pixels(a.window))
    windows.lattice = {
        .channels = channels,
        .height = a.out_height(),
        .width = a.out_width(),
        .down = a.height,
        .across = a.width,
        .side_y = a.window.height,
        .side_x = a.window.width,
        .first_y = static_cast<std::int32_t>(a.window.padding_y) - static_cast<std::int32_t>(a.window.height - 1),
        .first_x = static_cast<std::int32_t>(a.window.padding_x) - static_cast<std::int32_t>(a.window.width - 1),
        .mirrored = true};
  return windows;
}

}  // namespace ansatz::ad
