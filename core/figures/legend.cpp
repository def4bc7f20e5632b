#include "figures/legend.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "figures/draw_mark.hpp"
#include "figures/layout.hpp"
#include "figures/text.hpp"

namespace ansatz::figures {
namespace {

constexpr double line_sample = 16, marker_sample = 5, sample_height = 6, sample_gap = 4, between_entries = 10;
constexpr double row_height = sizes::legend * line_height, inset = 5;

/// The samples of one legend are of one width.
double sample_width(const std::vector<LegendEntry>& entries) {
  const auto marker = [](const LegendEntry& entry) { return std::holds_alternative<Points>(*entry.layer); };
  return std::all_of(entries.begin(), entries.end(), marker) ? marker_sample : line_sample;
}

double width_of(const LegendEntry& entry, double sample) {
  return sample + sample_gap + text_width(entry.text, sizes::legend);
}

/// A layer of the same kind that is drawn in the unit square.
Layer sample_of(const Layer& layer) {
  struct Visitor {
    Layer operator()(const Line& line) const {
      Line sample{.x = {0, 1}, .y = {0.5, 0.5}};
      if (!line.lower.empty()) sample.lower = {0, 0}, sample.upper = {1, 1};
      return sample;
    }
    Layer operator()(const Points& points) const { return Points{.x = {0.5}, .y = {0.5}, .marker = points.marker}; }
    Layer operator()(const HeatMap&) const { return Outline{}; }
    Layer operator()(const Outline&) const { return Line{.x = {0, 1}, .y = {0.5, 0.5}}; }
    Layer operator()(const Arrows&) const { return Arrows{.x = {0}, .y = {0.5}, .u = {1}, .v = {0}}; }
    Layer operator()(const Streamlines&) const { return Streamlines{.lines = {{{0, 1}, {0.5, 0.5}}}}; }
    Layer operator()(const ReferenceLine&) const { return ReferenceLine{.value = 0.5}; }
  };
  return std::visit(Visitor{}, layer);
}

void draw_entry(SvgWriter& svg, const LegendEntry& entry, Place top_left, double sample, const std::string& ink) {
  const double middle = top_left.y + row_height / 2;
  const Frame frame{{top_left.x, middle - sample_height / 2, top_left.x + sample, middle + sample_height / 2}, {}, {}};
  for (const Mark& mark : marks_of(sample_of(*entry.layer), entry.style, frame, {})) draw_mark(svg, mark);
  svg.text({top_left.x + sample + sample_gap, middle + sizes::legend * capital_height / 2}, {sizes::legend, ink},
           entry.text);
}

bool touches(const Mark& mark, const Rect& box) {
  for (const Trace& piece : mark.pieces) {
    if (mark.filled && !cut_area(piece, box).empty()) return true;
    if (mark.marker && std::any_of(piece.begin(), piece.end(), [&](Place p) { return box.contains(p); })) return true;
    for (std::size_t i = 0; !mark.marker && i + 1 < piece.size(); ++i) {
      Place a = piece[i], b = piece[i + 1];
      if (cut_segment(a, b, box)) return true;
    }
  }
  return false;
}

/// Calls place(entry, top left) for each entry in rows of this width; the height of all rows.
double in_rows(const std::vector<LegendEntry>& entries, double width,
               const std::function<void(const LegendEntry&, Place)>& place) {
  const double sample = sample_width(entries);
  Place at{0, 0};
  for (const LegendEntry& entry : entries) {
    if (at.x > 0 && at.x + width_of(entry, sample) > width) at = {0, at.y + row_height};
    place(entry, at);
    at.x += width_of(entry, sample) + between_entries;
  }
  return entries.empty() ? 0 : at.y + row_height;
}

}  // namespace

std::vector<LegendEntry> legend_entries(const Panel& panel, const std::vector<Style>& styles, double width) {
  std::vector<LegendEntry> entries;
  for (std::size_t i = 0; i < panel.layers.size(); ++i) {
    const Layer& layer = panel.layers[i];
    const std::string& label = std::visit([](const auto& l) -> const std::string& { return l.label; }, layer);
    if (label.empty() || std::holds_alternative<HeatMap>(layer)) continue;
    entries.push_back({&layer, styles[i], shortened(label, sizes::legend, width - line_sample - sample_gap)});
  }
  return entries;
}

std::optional<Rect> free_corner(const std::vector<LegendEntry>& entries, const std::vector<Mark>& marks,
                                const Rect& plot) {
  const double sample = sample_width(entries);
  double width = 0;
  for (const LegendEntry& entry : entries) width = std::max(width, width_of(entry, sample));
  const double height = row_height * static_cast<double>(entries.size());
  constexpr double most = 0.7;
  if (width > most * plot.width() || height > most * plot.height()) return std::nullopt;
  const double left = plot.left + inset, right = plot.right - inset - width;
  const double top = plot.top + inset, bottom = plot.bottom - inset - height;
  for (const Place corner : std::array<Place, 4>{{{right, top}, {left, top}, {right, bottom}, {left, bottom}}}) {
    const Rect box{corner.x, corner.y, corner.x + width, corner.y + height};
    constexpr double clear = 3;
    const auto meets = [&](const Mark& mark) { return touches(mark, box.grown(clear)); };
    if (std::none_of(marks.begin(), marks.end(), meets)) return box;
  }
  return std::nullopt;
}

double legend_height(const std::vector<LegendEntry>& entries, double width) {
  return in_rows(entries, width, [](const LegendEntry&, Place) {});
}

void draw_legend_in(SvgWriter& svg, const std::vector<LegendEntry>& entries, const Rect& box, const std::string& ink) {
  svg.open("g", {{"class", "legend"}});
  const double sample = sample_width(entries);
  Place at{box.left, box.top};
  for (const LegendEntry& entry : entries) {
    draw_entry(svg, entry, at, sample, ink);
    at.y += row_height;
  }
  svg.close();
}

void draw_legend_above(SvgWriter& svg, const std::vector<LegendEntry>& entries, Place top_left, double width,
                       const std::string& ink) {
  svg.open("g", {{"class", "legend"}});
  const double sample = sample_width(entries);
  in_rows(entries, width, [&](const LegendEntry& entry, Place at) {
    draw_entry(svg, entry, {top_left.x + at.x, top_left.y + at.y}, sample, ink);
  });
  svg.close();
}

}  // namespace ansatz::figures
