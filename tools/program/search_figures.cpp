#include "search_figures.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/figure.hpp"
#include "page_figures.hpp"

namespace ansatz::cli {
namespace {

constexpr std::size_t curves = 6;

/// What all curves have between -2 and 2, but for the outermost fiftieths, and a tenth more: an exponential or a pole
/// leaves the frame and does not make all others flat.
void frame_middle(figures::Axis& axis, const std::vector<double>& places,
                  const std::vector<std::vector<double>>& drawn) {
  std::vector<double> middle;
  for (const std::vector<double>& curve : drawn)
    for (std::size_t i = 0; i < places.size(); ++i)
      if (std::abs(places[i]) <= 2 && std::isfinite(curve[i])) middle.push_back(curve[i]);
  if (middle.empty()) return;
  std::sort(middle.begin(), middle.end());
  const double low = middle[middle.size() / 50], high = middle[middle.size() - 1 - middle.size() / 50];
  if (low == high) return;
  axis.from = low - 0.1 * (high - low);
  axis.to = high + 0.1 * (high - low);
}

/// Of the best functions on [-4, 4].
figures::Figure functions_figure(const SearchResults& results, const Ranking& ranking) {
  std::vector<double> places;
  for (int i = 0; i <= 160; ++i) places.push_back(-4 + 0.05 * i);
  figures::Panel panel;
  panel.x.label = "z";
  panel.y.label = "activation";
  std::vector<std::vector<double>> drawn;
  for (std::size_t k = 0; k < std::min(ranking.size(), curves); ++k) {
    const search::Candidate& function = function_of(results, *ranking[k]);
    ad::Graph graph;
    const ad::Expr z = graph.input("z", 1, graph.axis("z"));
    const ad::Program program = ad::compile({z}, {ad::broadcast(function(z), z.shape())});
    const std::vector<std::vector<double>> given = {places};
    drawn.push_back(program(given)[0]);
    panel.layers.push_back(figures::Line{.label = function.name(), .x = places, .y = drawn.back()});
  }
  frame_middle(panel.y, places, drawn);
  figures::Figure figure;
  figure.panels.push_back(std::move(panel));
  return figure;
}

figures::Line steps_of(std::string label, const std::vector<double>& labels, figures::Stroke stroke) {
  figures::Line line{.label = std::move(label)};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    line.x.push_back(static_cast<double>(i + 1));
    line.y.push_back(labels[i]);
  }
  line.stroke = stroke;
  return line;
}

/// The best so far beside that of a random order of the same functions.
figures::Figure course_figure(const SearchResults& results) {
  const std::vector<double> labels = searches::finite_labels(results.known);
  figures::Panel panel;
  panel.x.label = "functions trained";
  panel.y.label = "log10, the best so far";
  panel.layers.push_back(steps_of("this search", searches::best_so_far(labels), figures::Stroke::solid));
  panel.layers.push_back(
      steps_of("the same in a random order, on average", searches::best_by_chance(labels), figures::Stroke::dashed));
  figures::Figure figure;
  figure.panels.push_back(std::move(panel));
  return figure;
}

/// Candidates where the surrogate sees them.
figures::Figure plane_figure(const SearchResults& results, const Ranking& ranking) {
  figures::Points others{.label = "not trained", .colour = figures::Role::muted},
      trained{.label = "trained", .colour = figures::Role::first},
      best{.label = "the best tenth", .marker = figures::Marker::square, .colour = figures::Role::second};
  std::vector<figures::Points*> of(results.candidates.count(), &others);
  for (std::size_t k = 0; k < ranking.size(); ++k)
    of[results.candidates.candidate(ranking[k]->function)] = 10 * k < ranking.size() ? &best : &trained;
  for (std::size_t i = 0; i < of.size(); ++i) {
    of[i]->x.push_back(results.plane[i][0]);
    of[i]->y.push_back(results.plane[i][1]);
  }
  figures::Panel panel;
  panel.same_scale = true;
  panel.layers = {others, trained, best};
  figures::Figure figure;
  figure.panels.push_back(std::move(panel));
  return figure;
}

}  // namespace

std::vector<report::Section> search_figures(const SearchResults& results, const Ranking& ranking) {
  std::vector<figures::Figure> drawn = {functions_figure(results, ranking), course_figure(results)};
  if (!results.plane.empty()) drawn.push_back(plane_figure(results, ranking));
  const std::vector<std::string> json = page_json(drawn);
  report::Section functions{"Functions", {{"The best functions", "", json[0]}}, {}};
  report::Section course{
      "Course",
      {{"The best so far, and what chance finds",
        "Dashed: the mean over all orders of the functions that were trained, computed from their labels. The search "
        "chose these: a random search would have trained others, worse ones where the surrogate is right. Of `budget = "
        "all` they are all there are.",
        json[1]}},
      {}};
  if (!results.plane.empty())
    course.figures.push_back(
        {"All functions, as the surrogate sees them", "Near each other is what is alike.", json[2]});
  return {functions, course};
}

}  // namespace ansatz::cli
