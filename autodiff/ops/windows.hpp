// Windows over images: the arithmetic of rows, columns and places that pools and convolutions share.
//
// An image of C x H x W stands in rows (c * H + y) * W + x. A window of h x w with steps and padding sits at
// (H + 2 padding - h) / step + 1 places downwards, rounded down, and so many across; place (i, j) of the window at
// (oy, ox) is the pixel (oy * step_y + i - padding_y, ox * step_x + j - padding_x), or a zero where there is none.
#pragma once

#include <optional>
#include <string_view>

#include "graph/identities.hpp"

namespace ansatz::ad {

/// Attributes of every operation with windows: the image that the windows move over, and the window.
struct WindowAttributes {
  std::uint32_t channels, height, width;
  Window2d window;

  std::uint32_t out_height() const { return places_along(height, window.height, window.step_y, window.padding_y); }
  std::uint32_t out_width() const { return places_along(width, window.width, window.step_x, window.padding_x); }
  std::uint32_t places() const { return window.height * window.width; }
  std::uint32_t out_pixels() const { return out_height() * out_width(); }
  std::uint32_t pixels() const { return height * width; }
  Extents image() const { return {channels, height, width}; }
  Extents result(std::uint32_t result_channels) const { return {result_channels, out_height(), out_width()}; }

  static std::uint32_t places_along(std::uint32_t size, std::uint32_t window, std::uint32_t step,
                                    std::uint32_t padding) {
    return static_cast<std::uint32_t>((std::uint64_t{size} + 2 * std::uint64_t{padding} - window) / step + 1);
  }
  /// The pixel under place (i, j) of the window at (oy, ox), as y * width + x.
  std::optional<std::uint32_t> pixel(std::uint32_t oy, std::uint32_t ox, std::uint32_t i, std::uint32_t j) const;
  /// The window, as oy * out_width + ox, whose place (i, j) lies on the pixel (y, x).
  std::optional<std::uint32_t> window_at(std::uint32_t y, std::uint32_t x, std::uint32_t i, std::uint32_t j) const;
};

/// The attributes for windows over `image`; throws UserError, which names `operation`, when it has
/// no channels, height and width.
WindowAttributes window_attributes(std::string_view operation, Expr image, const Window2d& window);

/// Throws UserError, which names `operation`, when there is no such window or image, or none fits into the other.
void check_windows(std::string_view operation, const WindowAttributes& a);
/// The attributes of a proposed node, checked.
WindowAttributes checked_windows(const Proposal& proposal);

/// Throws UserError where an operand is no value at points with the rows of `extents`, or is known by others.
void check_image(Graph& graph, const Proposal& proposal, std::size_t operand, const Extents& extents);

/// The windows over an image, channel by channel (pools), and for every pixel the windows that lie on it, by place.
Windows windows_over_image(const WindowAttributes& a);
Windows windows_under_image(const WindowAttributes& a);
/// The windows over an image of so many channels, all of them in each window (convolution).
Windows windows_over_channels(const WindowAttributes& a, std::uint32_t channels);
/// The same from the other side: for every pixel the windows of `channels` results that lie on it, by place.
Windows windows_under_pixels(const WindowAttributes& a, std::uint32_t channels);

/// The tangent of what is linear in each operand and needs values at points for them.
Expr tangent_of_windows(Expr y, std::span<const Expr> tangents);

/// The plain loop over windows: calls body(window, place, row) wherever a place lies on a row.
template <class Body>
void for_each_place(const Windows& windows, Body body) {
  for (std::uint32_t q = 0; q < windows.count(); ++q)
    for (std::uint32_t k = 0; k < windows.size; ++k)
      if (const std::uint32_t row = windows.rows[std::size_t{q} * windows.size + k]; row != Windows::zeros)
        body(q, k, row);
}

}  // namespace ansatz::ad
