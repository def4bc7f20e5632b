#include "figures/panel_draft.hpp"

#include <algorithm>
#include <cmath>

#include "figures/text.hpp"

namespace ansatz::figures {

using namespace sizes;

namespace {

/// Height over width of plots whose axes are free, and of the highest that have one scale.
constexpr double usual_aspect = 0.66, highest_aspect = 1.15;

double width_of(const Tick& tick) { return text_width(tick.text, tick.superscript, tick_label); }

double widest(const Ticks& ticks) {
  double width = 0;
  for (const Tick& tick : ticks.major) width = std::max(width, width_of(tick));
  return width;
}

/// How far labels along x reach beyond the ends of their axis.
Margins overhang(const Ticks& ticks, const Scaling& scaling, double length) {
  Margins over;
  for (const Tick& tick : ticks.major) {
    const double at = scaling.share(tick.value) * length, half = width_of(tick) / 2;
    over.left = std::max(over.left, half - at);
    over.right = std::max(over.right, at + half - length);
  }
  return over;
}

/// Where there are names they are the ticks, cut where they are wider than `room`.
Ticks ticks_along(const Axis& axis, const Scaling& scaling, double length, bool along_x, double room) {
  if (axis.names.empty()) return fitting_ticks(scaling, length, along_x);
  Ticks ticks;
  for (std::size_t k = 0; k < axis.names.size(); ++k)
    ticks.major.push_back({static_cast<double>(k + 1), shortened(axis.names[k], tick_label, room), ""});
  return ticks;
}

}  // namespace

double height_of(const std::vector<std::string>& lines, double size) {
  return static_cast<double>(lines.size()) * size * line_height;
}

Ticks fitting_ticks(const Scaling& scaling, double length, bool along_x) {
  const double apart = along_x ? 13 : 6;
  for (int wanted = along_x ? 6 : 8;; --wanted) {
    Ticks ticks = ticks_of(scaling, wanted);
    const auto clear = [&](const Tick& a, const Tick& b) {
      const double distance = std::abs(scaling.share(b.value) - scaling.share(a.value)) * length;
      return distance >= apart + (along_x ? (width_of(a) + width_of(b)) / 2 : tick_label);
    };
    const auto meet = std::adjacent_find(ticks.major.begin(), ticks.major.end(),
                                         [&](const Tick& a, const Tick& b) { return !clear(a, b); });
    if (meet == ticks.major.end()) return ticks;
    if (wanted > 2) continue;
    ticks.major = {ticks.major.front(), ticks.major.back()};
    if (!clear(ticks.major.front(), ticks.major.back())) ticks.major.pop_back();
    return ticks;
  }
}

void PanelDraft::fit(double width, double overhang, double height) {
  cell_ = width;
  margin_right_ = std::max(overhang, bar_room_);
  width = std::max(1.0, width - margin_right_);
  const double aspect = view_.aspect.value_or(usual_aspect);
  natural_height_ = std::min(aspect, highest_aspect) * width;
  plot_height_ = view_.aspect ? natural_height_ : std::max(natural_height_, height);
  plot_width_ = view_.aspect ? plot_height_ / aspect : width;
  constexpr double most = 0.5;  // of the width of a panel, for names beside it
  const auto each = static_cast<double>(std::max<std::size_t>(1, panel_.x.names.size()));
  place_.x_ticks = ticks_along(panel_.x, view_.x, plot_width_, true, plot_width_ / each);
  place_.y_ticks = ticks_along(panel_.y, view_.y, plot_height_, false, most * cell_);
  place_.title = wrapped(panel_.title, panel_title, width);
  const double beside = place_.x_ticks.exponent == 0 ? 0 : 2 * (text_width(" \u00d710", tick_label) + 12);
  place_.x_label =
      wrapped(label_with_unit(panel_.x.label, panel_.x.unit), label, std::max(narrowest_plot, plot_width_ - beside));
  place_.y_label =
      wrapped(label_with_unit(panel_.y.label, panel_.y.unit), label, std::max(narrowest_plot, plot_height_));
  if (const HeatMap* map = heat_map_of(panel_); map != nullptr && view_.colours) {
    place_.bar_ticks = fitting_ticks(*view_.colours, plot_height_, false);
    place_.bar_label = wrapped(label_with_unit(map->label, map->unit), label, std::max(narrowest_plot, plot_height_));
  }
  find_margins();
}

void PanelDraft::put(double left, double top, double top_of_row) {
  const double start = left + (cell_ - margin_right_ - plot_width_) / 2;
  place_.plot = {start, top, start + plot_width_, top + plot_height_};
  place_.y_label_at = start - tick - tick_gap - widest(place_.y_ticks) - label_gap - label * descent;
  place_.title_top = top_of_row;
  place_.legend_top = top - above_plot - exponent_row() - legend_;
  if (!view_.colours) return;
  place_.bar = {place_.plot.right + bar_gap, top, place_.plot.right + bar_gap + bar_width, place_.plot.bottom};
  place_.bar_label_at =
      place_.bar.right + tick + tick_gap + widest(place_.bar_ticks) + label_gap + label * capital_height;
}

double PanelDraft::exponent_row() const {
  return place_.y_ticks.exponent != 0 || place_.bar_ticks.exponent != 0 ? tick_label * line_height : 0;
}

void PanelDraft::find_margins() {
  const Margins over = overhang(place_.x_ticks, view_.x, plot_width_);
  const double y_texts = tick + tick_gap + widest(place_.y_ticks) + label_gap + height_of(place_.y_label, label);
  const double bar_texts = tick + tick_gap + widest(place_.bar_ticks) + label_gap + height_of(place_.bar_label, label);
  margins_.left = std::max(over.left, y_texts);
  margins_.right = over.right;
  bar_room_ = view_.colours ? bar_gap + bar_width + bar_texts : 0;
  margins_.top = above_plot + exponent_row() + legend_ + height_of(place_.title, panel_title);
  const std::size_t lines = std::max<std::size_t>(place_.x_label.size(), place_.x_ticks.exponent != 0 ? 1 : 0);
  margins_.bottom = tick + tick_gap + tick_label;
  if (lines > 0)
    margins_.bottom += label_gap + label * (static_cast<double>(lines - 1) * line_height + capital_height + descent);
}

}  // namespace ansatz::figures
