#include "page_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>
#include <variant>

#include "thinned.hpp"

namespace ansatz::cli {
namespace {

constexpr int digits = 6;  // of numbers that a reader is shown
constexpr Detail most{400, 500, 3000}, least{24, 60, 60};
constexpr double step = 0.8;  // from one detail to the next

void shorten(std::vector<double>& values) {
  for (double& value : values) {
    const std::string text = fmt::format("{:.{}g}", value, digits);
    std::from_chars(text.data(), text.data() + text.size(), value);  // infinities and not a number as well
  }
}

void shorten(std::vector<figures::Polyline>& lines) {
  for (figures::Polyline& line : lines) shorten(line.x), shorten(line.y);
}

/// All but the values of maps, which are packed, and their edges, of which six digits might be equal.
void shorten(figures::Layer& layer) {
  if (auto* points = std::get_if<figures::Points>(&layer)) shorten(points->x), shorten(points->y);
  if (auto* line = std::get_if<figures::Line>(&layer))
    for (auto* values : {&line->x, &line->y, &line->lower, &line->upper}) shorten(*values);
  if (auto* arrows = std::get_if<figures::Arrows>(&layer))
    for (auto* values : {&arrows->x, &arrows->y, &arrows->u, &arrows->v}) shorten(*values);
  if (auto* outline = std::get_if<figures::Outline>(&layer)) shorten(outline->rims);
  if (auto* stream = std::get_if<figures::Streamlines>(&layer)) shorten(stream->lines);
}

/// The figure with that much detail, and a note where that is less than it has.
figures::Figure with_detail(figures::Figure figure, const Detail& detail) {
  bool coarser = false, fewer = false;
  for (figures::Panel& panel : figure.panels)
    for (figures::Layer& layer : panel.layers) {
      const bool lost = thin(layer, detail), map = std::holds_alternative<figures::HeatMap>(layer);
      coarser = coarser || (lost && map);
      fewer = fewer || (lost && !map);
    }
  if (coarser || fewer)
    figure.notes.push_back(fmt::format("On this page with {}{}{}; figures as files (--svg DIR) have all",
                                       coarser ? fmt::format("at most {} cells along a coordinate", detail.cells) : "",
                                       coarser && fewer ? " and " : "", fewer ? "some of the points" : ""));
  return figure;
}

std::size_t bytes_of(const std::vector<figures::Figure>& figures) {
  std::size_t bytes = 0;
  for (const figures::Figure& figure : figures)
    for (const figures::Panel& panel : figure.panels)
      for (const figures::Layer& layer : panel.layers) bytes += cli::bytes_of(layer);
  return bytes;
}

std::size_t reduced(std::size_t count, double share, std::size_t least_count) {
  return std::max(least_count, static_cast<std::size_t>(share * static_cast<double>(count)));
}

}  // namespace

std::vector<std::string> page_json(const std::vector<figures::Figure>& figures, std::size_t budget) {
  std::vector<figures::Figure> shown;
  for (double share = 1;; share *= step) {
    const Detail detail{reduced(most.cells, share, least.cells), reduced(most.columns, share, least.columns),
                        reduced(most.marks, share, least.marks)};
    shown.clear();
    for (const figures::Figure& figure : figures) shown.push_back(with_detail(figure, detail));
    const bool coarsest = detail.cells == least.cells && detail.columns == least.columns && detail.marks == least.marks;
    if (bytes_of(shown) <= budget || coarsest) break;
  }
  std::vector<std::string> all;
  for (figures::Figure& figure : shown) {
    for (figures::Panel& panel : figure.panels)
      for (figures::Layer& layer : panel.layers) shorten(layer);
    all.push_back(figures::figure_to_json(figure, figures::Values::packed));
  }
  return all;
}

}  // namespace ansatz::cli
