// Lines along a vector field, about evenly spaced. After Jobard and Lefer, Creating evenly-spaced streamlines of
// arbitrary density (Visualization in Scientific Computing 1997): lines start at a distance d from those that are there
// and end where they come nearer than d/2 to one, leave the domain, stand still or close.
//
// Everything is done in the unit square that the picture is, so that spacing is the same along both coordinates.
#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>

#include "plots/flow.hpp"

namespace ansatz::plots {
namespace {

constexpr std::size_t nodes = 101;       // of the grid along each coordinate
constexpr double step_of_spacing = 0.1;  // of the integration
constexpr std::size_t most_steps = 4000;
constexpr double too_near = 0.5;          // of the spacing (d_test in the paper)
constexpr std::size_t fewest_points = 8;  // a shorter line shows no direction
constexpr double still = 1e-9;            // of the largest velocity: no direction

using Path = std::vector<Vector2>;

/// The field in the unit square, of length 1 everywhere.
class Directions {
 public:
  explicit Directions(const FlowGrid& grid) : grid_(grid) {
    for (std::size_t p = 0; p < grid.u.size(); ++p)
      if (const double speed = std::hypot(grid.u[p] / width(), grid.v[p] / height()); std::isfinite(speed))
        fastest_ = std::max(fastest_, speed);
  }

  Vector2 place(Vector2 unit) const {
    return {grid_.x.front() + unit[0] * width(), grid_.y.front() + unit[1] * height()};
  }
  std::optional<Vector2> operator()(Vector2 unit) const {
    const auto vector = grid_.at(place(unit));
    if (!vector) return std::nullopt;
    const double u = (*vector)[0] / width(), v = (*vector)[1] / height(), speed = std::hypot(u, v);
    if (!(speed > still * fastest_)) return std::nullopt;
    return Vector2{u / speed, v / speed};
  }
  /// A step of the midpoint rule along the field, or against it.
  std::optional<Vector2> follow(Vector2 from, double step) const {
    const auto first = (*this)(from);
    if (!first) return std::nullopt;
    const auto middle = (*this)({from[0] + step / 2 * (*first)[0], from[1] + step / 2 * (*first)[1]});
    if (!middle) return std::nullopt;
    return Vector2{from[0] + step * (*middle)[0], from[1] + step * (*middle)[1]};
  }

 private:
  double width() const { return grid_.x.back() - grid_.x.front(); }
  double height() const { return grid_.y.back() - grid_.y.front(); }
  const FlowGrid& grid_;
  double fastest_ = 0;
};

/// Points of finished lines, found by their place: buckets as wide as the spacing.
class Nearness {
 public:
  explicit Nearness(double spacing)
      : side_(static_cast<std::size_t>(std::ceil(1 / spacing))), buckets_(side_ * side_) {}

  void add(const Path& path) {
    for (const Vector2& point : path) buckets_[index(point[1]) * side_ + index(point[0])].push_back(point);
  }
  /// Whether a point is nearer than `distance`, at most the spacing, to a line.
  bool within(Vector2 point, double distance) const {
    const std::size_t i = index(point[0]), j = index(point[1]);
    for (std::size_t b = j - std::min<std::size_t>(j, 1); b <= std::min(j + 1, side_ - 1); ++b)
      for (std::size_t a = i - std::min<std::size_t>(i, 1); a <= std::min(i + 1, side_ - 1); ++a)
        for (const Vector2& other : buckets_[b * side_ + a])
          if (std::hypot(point[0] - other[0], point[1] - other[1]) < distance) return true;
    return false;
  }

 private:
  std::size_t index(double part) const {
    const double clamped = std::clamp(part, 0.0, 1.0);
    return std::min(side_ - 1, static_cast<std::size_t>(clamped * static_cast<double>(side_)));
  }
  std::size_t side_;
  std::vector<std::vector<Vector2>> buckets_;
};

class Drawing {
 public:
  Drawing(const FlowGrid& grid, double spacing) : directions_(grid), spacing_(spacing), near_(spacing) {}

  /// Seeds on a grid first, then beside every line.
  std::vector<Path> lines() {
    const auto rows = static_cast<std::size_t>(std::ceil(1 / (2 * spacing_)));
    for (std::size_t j = 0; j < rows; ++j)
      for (std::size_t i = 0; i < rows; ++i) {
        grow({(static_cast<double>(i) + 0.5) / static_cast<double>(rows),
              (static_cast<double>(j) + 0.5) / static_cast<double>(rows)});
        fill_beside();
      }
    return std::move(lines_);
  }
  Vector2 place(Vector2 unit) const { return directions_.place(unit); }

 private:
  void fill_beside() {
    for (; next_ < lines_.size(); ++next_) {
      const Path line = lines_[next_];  // a copy: lines are added below
      for (std::size_t k = 0; k < line.size(); k += 5)
        for (const double side : {-1.0, 1.0})
          if (const auto along = directions_(line[k]))
            grow({line[k][0] - side * spacing_ * (*along)[1], line[k][1] + side * spacing_ * (*along)[0]});
    }
  }

  void grow(Vector2 seed) {
    if (near_.within(seed, 0.99 * spacing_)) return;
    bool closed = false;
    const Path forth = half(seed, 1, closed), back = closed ? Path{} : half(seed, -1, closed);
    Path path(back.rbegin(), back.rend());
    if (!path.empty() && !forth.empty()) path.pop_back();  // the seed is in both
    path.insert(path.end(), forth.begin(), forth.end());
    if (path.size() < fewest_points) return;
    near_.add(path);
    lines_.push_back(std::move(path));
  }

  /// `closed`: whether it came back to where it began.
  Path half(Vector2 from, double sense, bool& closed) const {
    Path path;
    if (!directions_(from)) return path;
    path.push_back(from);
    while (path.size() < most_steps) {
      const auto next = directions_.follow(path.back(), sense * step_of_spacing * spacing_);
      if (!next || near_.within(*next, too_near * spacing_)) break;
      const double home = std::hypot((*next)[0] - from[0], (*next)[1] - from[1]);
      path.push_back(*next);
      closed = path.size() > fewest_points && home < step_of_spacing * spacing_;
      if (closed) break;
    }
    return path;
  }

  Directions directions_;
  double spacing_;
  Nearness near_;
  std::vector<Path> lines_;
  std::size_t next_ = 0;
};

figures::Figure draw_streamlines(const Streamlines& settings, const Plot& plot, const Solution& solution,
                                 const Snapshots& snapshots) {
  const Problem& problem = solution.problem();
  return draw_flow(plot, solution, snapshots, axis_of(problem, plot.over[0], nodes),
                   axis_of(problem, plot.over[1], nodes), [&settings](const FlowGrid& grid) -> figures::Layer {
                     Drawing drawing(grid, settings.spacing);
                     figures::Streamlines layer;
                     layer.colour = figures::Role::ink;
                     for (const Path& path : drawing.lines()) {
                       figures::Polyline line;
                       for (const Vector2& unit : path) {
                         const Vector2 point = drawing.place(unit);
                         line.x.push_back(point[0]);
                         line.y.push_back(point[1]);
                       }
                       layer.lines.push_back(std::move(line));
                     }
                     return layer;
                   });
}

}  // namespace

std::shared_ptr<const PlotMethod> method_of(const Streamlines&) {
  static const auto method = plot_method<Streamlines>(
      "streamlines", "lines along two quantities, as a flow",
      {setting("spacing", &Streamlines::spacing, Limits{0.005, 0.5}, "of the lines, as a part of the picture")},
      {.least_over = 2, .most_over = 2, .least_of = 2, .most_of = 2, .steps = true}, draw_streamlines);
  return method;
}

}  // namespace ansatz::plots
