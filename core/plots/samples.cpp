#include "plots/samples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/random.hpp"
#include "points/domain.hpp"
#include "results/evaluation.hpp"

namespace ansatz::plots {
namespace {

bool is_time(const Problem& problem, std::size_t i) { return i == problem.domain.space.size(); }

/// The coordinates in the order in which a picture takes them: space before time, but time to the right where space
/// has one coordinate, as such pictures are drawn; what is drawn of a distribution comes last.
std::vector<std::size_t> usual_order(const Problem& problem, std::size_t most) {
  std::vector<std::size_t> order, drawn;
  for (std::size_t i = 0; i < problem.domain.dimensions(); ++i)
    (problem.domain.normal.count(i) == 0 ? order : drawn).push_back(i);
  if (most == 2 && order.size() == 2 && problem.domain.time) std::swap(order[0], order[1]);
  order.insert(order.end(), drawn.begin(), drawn.end());
  return order;
}

/// Where a coordinate is held that nobody spoke of.
std::vector<double> usual_values(const Plot& plot, const Problem& problem, std::size_t i) {
  const Interval side = bounding_box(problem.domain)[i];
  const auto part = [&](double fraction) { return side.lower + fraction * (side.upper - side.lower); };
  if (const auto found = problem.domain.normal.find(i); found != problem.domain.normal.end()) {
    const NormalDistribution& normal = found->second;  // one of its draws: the mean is often the one trivial case
    const double drawn = normal.mean + normal.deviation * Stream(0, coordinate_name(problem.domain, i)).normal(0);
    return {std::clamp(drawn, side.lower, side.upper)};
  }
  if (!is_time(problem, i)) return {part(0.5)};
  if (plot.kind.method().reads.most_over == 1) return {part(0), part(0.25), part(0.5), part(1)};  // curves
  return plot.of.size() == 1 ? std::vector<double>{part(0.25), part(0.5), part(1)} : std::vector<double>{part(1)};
}

void choose_coordinates(Plot& plot, const Problem& problem) {
  const std::size_t wanted = std::min(plot.kind.method().reads.most_over, problem.domain.dimensions());
  if (!plot.over.empty()) return;
  for (const std::size_t i : usual_order(problem, wanted))
    if (plot.over.size() < wanted && plot.at.count(i) == 0) plot.over.push_back(i);
}

const ExactField* exact_of(const Problem& problem, const PlotQuantity& quantity) {
  for (const ExactField& exact : problem.exact)
    if (quantity.field && exact.field == *quantity.field && exact.evaluate) return &exact;
  return nullptr;
}

}  // namespace

Plot complete(Plot plot, const Problem& problem) {
  const PlotMethod::Reads& reads = plot.kind.method().reads;
  if (plot.of.empty() && !reads.unknowns)
    for (std::size_t i = 0; i < problem.fields.size() && plot.of.size() < reads.most_of; ++i)
      plot.of.push_back({problem.fields[i], [i](const PointScope& at) { return at.field(i); }, i, std::nullopt});
  choose_coordinates(plot, problem);
  for (std::size_t i = 0; reads.most_over > 0 && i < problem.domain.dimensions(); ++i)
    if (std::find(plot.over.begin(), plot.over.end(), i) == plot.over.end() && plot.at.count(i) == 0)
      plot.at[i] = usual_values(plot, problem, i);
  return plot;
}

namespace {

/// Whether a title leaves out where a coordinate is held: the amplitudes of a function are many, and say nothing.
bool is_left_out(const Problem& problem, std::size_t coordinate, std::size_t values) {
  constexpr std::size_t most_said = 3;
  const auto& drawn = problem.domain.normal;
  return values == 1 && drawn.count(coordinate) != 0 && drawn.size() > most_said;
}

}  // namespace

std::vector<Held> held_places(const Plot& plot, const Problem& problem) {
  std::vector<Held> places{{std::vector<double>(problem.domain.dimensions(), 0.0), ""}};
  for (const auto& [coordinate, values] : plot.at)
    if (is_left_out(problem, coordinate, values.size())) places[0].text = "one draw";
  for (const auto& [coordinate, values] : plot.at) {
    std::vector<Held> more;
    for (const Held& place : places)
      for (const double value : values) {
        Held next = place;
        next.point[coordinate] = value;
        if (!is_left_out(problem, coordinate, values.size()))
          next.text = joined({place.text, fmt::format("{} = {:.4g}", coordinate_label(problem, coordinate), value)});
        more.push_back(std::move(next));
      }
    places = std::move(more);
  }
  return places;
}

namespace {

/// A state of training that is shown.
struct Moment {
  std::string text;  // "step 2000"; empty for the end where nothing else is shown
  Solution solution;
};

std::vector<Moment> moments(const Plot& plot, const Solution& solution, const Snapshots& snapshots) {
  if (plot.steps.empty()) return {{"", solution}};
  std::vector<Moment> all;
  for (const std::uint64_t step : plot.steps) {
    if (step == solution.outcome().last.step) {
      all.push_back({fmt::format("step {}", step), solution});
      continue;
    }
    if (!snapshots) throw UserError(fmt::format("plot {}: nothing was kept of step {}", plot.kind.name(), step));
    all.push_back({fmt::format("step {}", step), snapshots(step)});
  }
  return all;
}

}  // namespace

std::vector<Sample> samples_of(const Plot& plot, const Solution& solution, const Snapshots& snapshots,
                               const std::function<std::vector<double>(const Held&)>& points_at) {
  std::vector<Quantity> quantities;
  for (const PlotQuantity& quantity : plot.of) quantities.push_back(quantity.value);
  std::vector<Sample> samples;
  for (const Moment& moment : moments(plot, solution, snapshots))
    for (const Held& held : held_places(plot, solution.problem())) {
      std::vector<double> points = points_at(held);
      auto values = moment.solution.evaluate_all(quantities, points, Outside::not_a_number);
      samples.push_back(
          {joined({held.text, moment.text}), held, moment.solution, std::move(points), std::move(values)});
    }
  return samples;
}

std::vector<figures::Line> within(const figures::Line& line, const Solution& solution, std::span<const double> points) {
  const std::size_t dimensions = points.size() / line.x.size();
  std::vector<figures::Line> pieces;
  bool open = false;
  for (std::size_t p = 0; p < line.x.size(); ++p) {
    const bool inside = solution.contains(points.subspan(p * dimensions, dimensions));
    if (inside && !open) {
      pieces.push_back({.label = pieces.empty() ? line.label : "", .stroke = line.stroke, .colour = line.colour});
      if (line.colour == figures::Role::automatic) pieces.back().colour = figures::Role::first;
    }
    open = inside;
    if (!inside) continue;
    pieces.back().x.push_back(line.x[p]);
    pieces.back().y.push_back(line.y[p]);
  }
  return pieces;
}

std::vector<double> axis_of(const Problem& problem, std::size_t i, std::size_t count) {
  return grid_axis(bounding_box(problem.domain)[i], count);
}

std::vector<double> points_along(const Held& held, std::size_t i, std::span<const double> values) {
  std::vector<double> points;
  points.reserve(values.size() * held.point.size());
  for (const double value : values) {
    points.insert(points.end(), held.point.begin(), held.point.end());
    points[points.size() - held.point.size() + i] = value;
  }
  return points;
}

std::vector<double> points_over(const Held& held, std::size_t i, std::span<const double> first, std::size_t j,
                                std::span<const double> second) {
  std::vector<double> points;
  points.reserve(first.size() * second.size() * held.point.size());
  Held row = held;
  for (const double value : second) {
    row.point[j] = value;
    const std::vector<double> more = points_along(row, i, first);
    points.insert(points.end(), more.begin(), more.end());
  }
  return points;
}

bool has_exact(const Problem& problem, const PlotQuantity& quantity) { return exact_of(problem, quantity) != nullptr; }

std::vector<double> exact_values(const Solution& solution, const PlotQuantity& quantity,
                                 std::span<const double> points) {
  const Problem& problem = solution.problem();
  const ExactField* exact = exact_of(problem, quantity);
  if (exact == nullptr) return {};
  const std::size_t dimensions = problem.domain.dimensions();
  std::vector<double> inside, found(points.size() / dimensions, std::numeric_limits<double>::quiet_NaN());
  std::vector<std::size_t> at;
  for (std::size_t p = 0; p < found.size(); ++p) {
    const auto point = points.subspan(p * dimensions, dimensions);
    if (!solution.contains(point)) continue;
    inside.insert(inside.end(), point.begin(), point.end());
    at.push_back(p);
  }
  std::vector<double> values(at.size());
  exact->evaluate(inside.data(), at.size(), values.data());
  for (std::size_t k = 0; k < at.size(); ++k) found[at[k]] = values[k];
  return found;
}

std::string joined(std::initializer_list<std::string> parts) {
  std::string all;
  for (const std::string& part : parts)
    if (!part.empty()) all += (all.empty() ? "" : ", ") + part;
  return all;
}

std::string coordinate_label(const Problem& problem, std::size_t i) { return coordinate_name(problem.domain, i); }

bool both_lengths(const Problem& problem, std::size_t i, std::size_t j) {
  return !is_time(problem, i) && !is_time(problem, j);
}

}  // namespace ansatz::plots
