#include "figures/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "ansatz/autodiff/error.hpp"
#include "figures/panel_draft.hpp"
#include "figures/text.hpp"

namespace ansatz::figures {
namespace {

using namespace sizes;

/// The least room for a panel where their columns are counted by it.
constexpr double least_panel = 138;

/// At most so many columns, and no fewer panels in the last row than that makes necessary.
std::size_t even_columns(std::size_t panels, std::size_t most) {
  const std::size_t rows = (panels + most - 1) / most;
  return (panels + rows - 1) / rows;
}

/// The panels in their grid.
class Grid {
 public:
  Grid(std::vector<PanelDraft> drafts, std::size_t columns, double width)
      : drafts_(std::move(drafts)),
        columns_(columns),
        left_(columns),
        right_(columns),
        heights_((drafts_.size() + columns - 1) / columns),
        width_(width) {}

  /// Finds the width of the cells, one for all: what margins leave, which depend on the plots in turn. It settles at
  /// once or after a few rounds, with the last of which we go on. False where the plots become too narrow.
  bool fit() {
    constexpr int rounds = 5;
    const double all = width_ - 2 * border - static_cast<double>(columns_ - 1) * between_columns;
    cell_ = all / static_cast<double>(columns_) - 30;
    for (int round = 0; round < rounds; ++round) {
      for (std::size_t i = 0; i < drafts_.size(); ++i)
        drafts_[i].fit(cell_, right_[i % columns_], heights_[i / columns_]);
      for (std::vector<double>* list : {&left_, &right_, &heights_}) std::fill(list->begin(), list->end(), 0);
      for (std::size_t i = 0; i < drafts_.size(); ++i) {
        const std::size_t column = i % columns_, row = i / columns_;
        left_[column] = std::max(left_[column], drafts_[i].margins().left);
        right_[column] = std::max(right_[column], drafts_[i].margins().right);
        heights_[row] = std::max(heights_[row], drafts_[i].natural_height());
      }
      if (round + 1 == rounds) break;  // the places keep what this round drew with
      const double margins = std::accumulate(left_.begin(), left_.end(), 0.0);
      cell_ = (all - margins) / static_cast<double>(columns_);
    }
    return std::all_of(drafts_.begin(), drafts_.end(),
                       [](const PanelDraft& draft) { return draft.plot_room() >= narrowest_plot; });
  }

  /// From this height on; what lies below all rows.
  double put(double top) {
    for (std::size_t begin = 0; begin < drafts_.size(); begin += columns_) {
      const std::size_t end = std::min(begin + columns_, drafts_.size());
      double above = 0, below = 0;
      for (std::size_t i = begin; i < end; ++i) {
        above = std::max(above, drafts_[i].margins().top);
        below = std::max(below, drafts_[i].plot_height() + drafts_[i].margins().bottom);
      }
      double left = border;
      for (std::size_t i = begin; i < end; ++i) {
        left += left_[i - begin];
        drafts_[i].put(left, top + above, top);
        left += cell_ + between_columns;
      }
      top += above + below + between_rows;
    }
    return top - between_rows;
  }

  std::vector<PanelPlace> places() const {
    std::vector<PanelPlace> places;
    for (const PanelDraft& draft : drafts_) places.push_back(draft.place());
    return places;
  }

 private:
  std::vector<PanelDraft> drafts_;
  std::size_t columns_;
  std::vector<double> left_, right_, heights_;  // margins of columns, plots of rows
  double width_, cell_ = 0;
};

/// With the columns that are asked for, or else the most that have room.
Grid fitted_grid(const Figure& figure, const std::vector<View>& views, const std::vector<double>& legends,
                 double width) {
  const std::size_t panels = figure.panels.size();
  std::vector<PanelDraft> drafts;
  for (std::size_t i = 0; i < panels; ++i) drafts.emplace_back(figure.panels[i], views[i], legends[i]);
  const bool asked = figure.columns > 0;
  std::size_t most = asked ? std::min<std::size_t>(figure.columns, panels)
                           : std::max<std::size_t>(1, static_cast<std::size_t>(width / least_panel));
  for (;; --most) {
    const std::size_t columns = asked ? most : even_columns(panels, most);
    Grid grid(drafts, columns, width);
    if (grid.fit()) return grid;
    if (asked || columns == 1)
      throw UserError(
          fmt::format("a figure {:.0f} mm wide has no room for {} and what is written beside {}: give {}a "
                      "greater width",
                      width / 72 * 25.4, columns == 1 ? "a plot" : fmt::format("{} plots side by side", columns),
                      columns == 1 ? "it" : "them", columns == 1 ? "" : "fewer columns or "));
    most = columns;
  }
}

}  // namespace

std::string label_with_unit(const std::string& text, const std::string& unit) {
  if (unit.empty()) return text;
  return text.empty() ? fmt::format("[{}]", unit) : fmt::format("{} [{}]", text, unit);
}

Layout layout_of(const Figure& figure, const std::vector<View>& views, const std::vector<double>& legends,
                 double width) {
  const double inner = width - 2 * border;
  Layout layout;
  layout.width = width;
  layout.title = wrapped(figure.title, figure_title, inner);
  layout.caption = wrapped(figure.caption, caption, inner);
  const auto note_line = [&](const std::string& text) {
    for (std::string& line : wrapped(text, note, inner)) layout.notes.push_back(std::move(line));
  };
  for (const std::string& text : figure.notes) note_line(text);
  for (std::size_t i = 0; i < views.size(); ++i)
    for (const std::string& text : views[i].notes) {
      const std::string& title = figure.panels[i].title;
      const std::string panel = title.empty() ? fmt::format("panel {}", i + 1) : title;
      note_line(views.size() == 1 ? text : fmt::format("{}, {}", panel, text));
    }

  Grid grid = fitted_grid(figure, views, legends, width);
  double bottom = grid.put(border + height_of(layout.title, figure_title) + (layout.title.empty() ? 0 : below_title));
  layout.panels = grid.places();
  layout.caption_top = bottom + label_gap;
  if (!layout.caption.empty()) bottom = layout.caption_top + height_of(layout.caption, caption);
  layout.notes_top = bottom + label_gap;
  if (!layout.notes.empty()) bottom = layout.notes_top + height_of(layout.notes, note);
  layout.height = bottom + border;
  return layout;
}

}  // namespace ansatz::figures
