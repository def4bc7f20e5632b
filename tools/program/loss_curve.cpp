#include "loss_curve.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace ansatz::cli {
namespace {

constexpr std::size_t label_width = 9;  // "1.2e-100" and a space
constexpr std::size_t least_columns = label_width + 4, least_rows = 2;

/// The losses that fall into a column of dots, as heights from 0, the least loss, to 1, the greatest.
struct Span {
  double low = 0, high = 0;
  bool known = false;

  void take(double height) {
    low = known ? std::min(low, height) : height;
    high = known ? std::max(high, height) : height;
    known = true;
  }
};

/// Dots of a picture, from the top left, each of which is set or not.
class Dots {
 public:
  Dots(std::size_t width, std::size_t height) : width_(width), set_(width * height, false) {}
  void set(std::size_t x, std::size_t y) { set_[y * width_ + x] = true; }
  bool at(std::size_t x, std::size_t y) const { return set_[y * width_ + x]; }

 private:
  std::size_t width_;
  std::vector<bool> set_;
};

std::vector<LossPoint> drawable(const std::vector<LossPoint>& points) {
  std::vector<LossPoint> kept;
  for (const LossPoint& point : points)
    if (std::isfinite(point.loss) && point.loss > 0) kept.push_back(point);
  return kept;
}

struct Scale {
  double least = 0, greatest = 0;  // losses

  /// Equal losses are drawn in the middle.
  double height(double loss) const {
    return greatest > least ? std::log(loss / least) / std::log(greatest / least) : 0.5;
  }
};

Scale scale_of(const std::vector<LossPoint>& points) {
  const auto ends = std::minmax_element(points.begin(), points.end(),
                                        [](const LossPoint& a, const LossPoint& b) { return a.loss < b.loss; });
  return {ends.first->loss, ends.second->loss};
}

/// A span for every column of dots; columns between two points get the straight line.
std::vector<Span> spans_of(const std::vector<LossPoint>& points, const Scale& scale, std::size_t width) {
  const double first = static_cast<double>(points.front().step);
  const double length = std::max(1.0, static_cast<double>(points.back().step) - first);
  std::vector<Span> spans(width);
  std::size_t before = 0;
  double height_before = scale.height(points.front().loss);
  for (const LossPoint& point : points) {
    const double place = (static_cast<double>(point.step) - first) / length * static_cast<double>(width - 1);
    const auto column = std::min(width - 1, static_cast<std::size_t>(std::lround(place)));
    const double height = scale.height(point.loss);
    for (std::size_t x = before + 1; x < column; ++x)
      spans[x].take(height_before +
                    (height - height_before) * static_cast<double>(x - before) / static_cast<double>(column - before));
    spans[column].take(height);
    before = column;
    height_before = height;
  }
  return spans;
}

/// The curve, joined from column to column.
Dots drawn(const std::vector<Span>& spans, std::size_t height) {
  Dots dots(spans.size(), height);
  const auto row = [&](double value) {
    return static_cast<std::size_t>(std::lround((1 - value) * static_cast<double>(height - 1)));
  };
  std::size_t top_before = 0, bottom_before = height;  // joins nothing to the first column
  for (std::size_t x = 0; x < spans.size(); ++x) {
    if (!spans[x].known) continue;
    std::size_t top = row(spans[x].high), bottom = row(spans[x].low);
    const std::size_t own_top = top, own_bottom = bottom;
    if (bottom + 1 < top_before) bottom = top_before - 1;
    if (bottom_before + 1 < top) top = bottom_before + 1;
    for (std::size_t y = top; y <= bottom; ++y) dots.set(x, y);
    top_before = own_top;
    bottom_before = own_bottom;
  }
  return dots;
}

/// Unicode's braille patterns, U+2800 to U+28FF: a bit for each of 2 x 4 dots.
std::string braille(const Dots& dots, std::size_t column, std::size_t row) {
  constexpr unsigned bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
  unsigned pattern = 0;
  for (std::size_t y = 0; y < 4; ++y)
    for (std::size_t x = 0; x < 2; ++x)
      if (dots.at(2 * column + x, 4 * row + y)) pattern |= bits[y][x];
  if (pattern == 0) return " ";
  return {static_cast<char>(0xe2), static_cast<char>(0xa0 | pattern >> 6), static_cast<char>(0x80 | (pattern & 0x3f))};
}

}  // namespace

std::vector<std::string> loss_curve(const std::vector<LossPoint>& points, std::size_t columns, std::size_t rows,
                                    Glyphs glyphs) {
  const std::vector<LossPoint> kept = drawable(points);
  if (kept.size() < 2 || columns < least_columns || rows < least_rows) return {};
  const Scale scale = scale_of(kept);
  const bool fine = glyphs == Glyphs::braille;
  const std::size_t width = columns - label_width;
  const Dots dots = drawn(spans_of(kept, scale, fine ? 2 * width : width), fine ? 4 * rows : rows);
  std::vector<std::string> lines;
  for (std::size_t row = 0; row < rows; ++row) {
    std::string line(label_width, ' ');
    if (row == 0) line = fmt::format("{:<{}.1e}", scale.greatest, label_width);
    if (row + 1 == rows) line = fmt::format("{:<{}.1e}", scale.least, label_width);
    for (std::size_t column = 0; column < width; ++column)
      line += fine ? braille(dots, column, row) : dots.at(column, row) ? "*" : " ";
    line.resize(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace ansatz::cli
