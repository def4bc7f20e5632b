#include "plots/curves.hpp"

#include <array>
#include <utility>

#include "plots/known.hpp"

namespace ansatz::plots {
namespace {

constexpr std::size_t most_together = 5;  // curves in a panel that nobody asked to have more
constexpr std::size_t most_marks = 200;   // beside a curve: more would hide it

/// What is known of each quantity of the plot at points.
using KnownOf = std::vector<std::vector<Known>>;

/// One of the curves of a panel: quantity `k` at one place and step.
struct Curve {
  std::size_t k;
  const Sample* sample;
};

/// Colours one after another; beyond the sixth lines have other strokes as well.
struct Look {
  figures::Role colour;
  figures::Stroke stroke;
};
Look look_of(std::size_t number) {
  constexpr std::array colours{figures::Role::first,  figures::Role::second, figures::Role::third,
                               figures::Role::fourth, figures::Role::fifth,  figures::Role::sixth};
  constexpr std::array strokes{figures::Stroke::solid, figures::Stroke::dotted};
  return {colours[number % colours.size()], strokes[number / colours.size() % strokes.size()]};
}

/// What is drawn of some values at the sample's points. Curves along a coordinate end where the domain does.
void add(figures::Panel& panel, std::string label, const Curves& curves, const std::vector<double>& values,
         const Sample& sample, Look look) {
  figures::Line line{
      .label = std::move(label), .x = curves.x, .y = curves.of(values), .stroke = look.stroke, .colour = look.colour};
  if (!curves.along) return panel.layers.push_back(std::move(line));
  for (figures::Line& piece : within(line, sample.solution, sample.points)) panel.layers.push_back(std::move(piece));
}

/// The panel of some curves of a plot.
class CurvePanel {
 public:
  CurvePanel(const Curves& curves, const Plot& plot, const KnownOf& known, std::vector<Curve> drawn)
      : curves_(curves), plot_(plot), known_(known), drawn_(std::move(drawn)) {
    panel_.x.label = curves.x_label;
    panel_.y.label = curves.y_prefix + names();
    panel_.y.scale = curves.scale;
    if (drawn_.size() == 1) panel_.title = drawn_[0].sample->text;
    for (std::size_t n = 0; n < drawn_.size(); ++n) add_found(n);
    for (std::size_t n = 0; n < drawn_.size(); ++n) add_exact(n);
    for (std::size_t n = 0; curves.along && n < drawn_.size(); ++n) add_known(n);
  }
  figures::Panel take() { return std::move(panel_); }

 private:
  bool of_one_quantity() const { return drawn_.front().k == drawn_.back().k; }
  const PlotQuantity& quantity(std::size_t n) const { return plot_.of[drawn_[n].k]; }
  const Problem& problem() const { return drawn_[0].sample->solution.problem(); }

  std::string names() const {
    std::string all;
    for (std::size_t n = 0; n < drawn_.size(); ++n)
      if (n == 0 || drawn_[n].k != drawn_[n - 1].k) all += (n == 0 ? "" : ", ") + quantity(n).name;
    return all;
  }

  void add_found(std::size_t n) {
    const Sample& sample = *drawn_[n].sample;
    std::string label = of_one_quantity() ? sample.text : joined({quantity(n).name, sample.text});
    if (drawn_.size() == 1) label = has_exact(problem(), quantity(n)) || !known_[drawn_[n].k].empty() ? "found" : "";
    add(panel_, std::move(label), curves_, sample.values[drawn_[n].k], sample, look_of(n));
  }

  void add_exact(std::size_t n) {
    if (!has_exact(problem(), quantity(n))) return;
    const Sample& sample = *drawn_[n].sample;
    add(panel_, std::exchange(exact_label_, ""), curves_, exact_values(sample.solution, quantity(n), sample.points),
        sample, {figures::Role::ink, figures::Stroke::dashed});
  }

  /// In the colour of their curve where there are several.
  void add_known(std::size_t n) {
    for (const Known& known : known_[drawn_[n].k]) {
      const Known on = lying_on(known, drawn_[n].sample->held, plot_.over, problem(), most_marks);
      if (on.values.empty()) continue;
      figures::Points marks{.label = known.label, .y = on.values, .marker = figures::Marker::ring};
      if (known.exact) marks.marker = figures::Marker::cross;
      const std::size_t dimensions = problem().domain.dimensions();
      for (std::size_t p = plot_.over[0]; p < on.points.size(); p += dimensions) marks.x.push_back(on.points[p]);
      marks.colour = known.exact ? figures::Role::ink : look_of(drawn_.size() == 1 ? 1 : n).colour;
      for (const std::string& said : marked_) {
        if (said == known.label) marks.label.clear();
      }
      marked_.push_back(known.label);
      panel_.layers.push_back(std::move(marks));
    }
  }

  const Curves& curves_;
  const Plot& plot_;
  const KnownOf& known_;
  std::vector<Curve> drawn_;
  std::string exact_label_ = "exact";  // of the first exact curve alone
  std::vector<std::string> marked_;    // what the legend has said
  figures::Panel panel_;
};

/// The curves by panels.
std::vector<std::vector<Curve>> panels_of(const Plot& plot, const std::vector<Sample>& all, Lines lines) {
  const auto fits = [&](std::size_t count) {
    return lines == Lines::together || (lines == Lines::automatic && count <= most_together);
  };
  const bool one_coordinate = all.front().held.point.size() == 1;
  const bool all_in_one = one_coordinate && fits(plot.of.size() * all.size());
  std::vector<std::vector<Curve>> panels;
  for (std::size_t k = 0; k < plot.of.size(); ++k)
    for (std::size_t s = 0; s < all.size(); ++s) {
      const bool joins = s > 0 ? fits(all.size()) : k > 0 && all_in_one;
      if (!joins) panels.emplace_back();
      panels.back().push_back({k, &all[s]});
    }
  return panels;
}

}  // namespace

figures::Figure draw_curves(const Curves& curves, const Plot& plot, const Solution& solution,
                            const Snapshots& snapshots) {
  figures::Figure figure;
  const auto all = samples_of(plot, solution, snapshots,
                              [&](const Held& held) { return points_along(held, plot.over.at(0), curves.axis); });
  KnownOf known;
  for (const PlotQuantity& quantity : plot.of)
    known.push_back(curves.along ? known_values(solution, quantity) : std::vector<Known>{});
  for (std::vector<Curve>& drawn : panels_of(plot, all, curves.lines))
    figure.panels.push_back(CurvePanel(curves, plot, known, std::move(drawn)).take());
  if (curves.ranges == Ranges::shared) figures::share_ranges(figure);
  return figure;
}

}  // namespace ansatz::plots
