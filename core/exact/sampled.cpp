#include "exact/sampled.hpp"

#include <cmath>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/random.hpp"
#include "exact/faces.hpp"
#include "network/coordinate_scope.hpp"
#include "points/domain.hpp"

namespace ansatz::exact {
namespace {

constexpr std::size_t inside = 64, most_corners = 64;

constexpr const char* stream = "exact conditions";

/// Random points of the bounding box, then its corners.
PointSet points_of_box(const Problem& problem) {
  const std::vector<Interval> box = bounding_box(problem.domain);
  const Stream random(0, stream);
  const std::size_t corners = box.size() > 6 ? most_corners : std::size_t{1} << box.size();
  PointSet set;
  set.dimensions = box.size();
  set.count = inside + corners;
  set.points.resize(set.dimensions * set.count);
  for (std::size_t i = 0; i < box.size(); ++i)
    for (std::size_t p = 0; p < set.count; ++p) {
      const double at_corner = (p - inside) >> i & 1U ? 1 : 0;
      const double part = p < inside ? random.uniform(p * box.size() + i) : at_corner;
      set.points[i * set.count + p] = std::lerp(box[i].lower, box[i].upper, part);
    }
  return set;
}

}  // namespace

PointSet points_inside(const Problem& problem) {
  if (is_box(problem.domain)) return points_of_box(problem);
  return sample_interior(problem.domain, inside, RandomPoints{}, 0, stream);
}

PointSet points_on_rim(const Problem& problem) {
  Region whole;
  whole.places.emplace_back();
  return sample_boundary(problem.domain, whole, inside, RandomPoints{}, 0, stream);
}

std::vector<std::vector<double>> sampled(const Problem& problem, const PointSet& points,
                                         const std::function<std::vector<ad::Expr>(const PointScope&)>& formulas) {
  ad::Graph graph;
  const ad::Axis axis = graph.axis("points");
  const auto dimensions = static_cast<std::uint32_t>(problem.domain.dimensions());
  const ad::Expr coordinates = graph.input("coordinates", dimensions, axis);
  std::vector<ad::Expr> unknowns;
  for (const UnknownSpec& unknown : problem.unknowns) unknowns.push_back(graph.constant(unknown.start));
  std::vector<ad::Expr> wanted = formulas(CoordinateScope(coordinates, problem.domain, unknowns, problem.unknowns));
  for (ad::Expr& e : wanted) e = ad::broadcast(e, {1, 1, axis});
  std::vector<std::vector<double>> values(wanted.size(), std::vector<double>(points.count));
  std::vector<double*> outputs;
  for (std::vector<double>& row : values) outputs.push_back(row.data());
  const ad::Program program = ad::compile(std::span(&coordinates, 1), wanted);
  ad::Workers alone(1);
  ad::Workspace workspace(program, alone);
  const ad::PointCount points_of_axis{axis, points.count};
  const double* const input = points.points.data();
  program.run(workspace, {&points_of_axis, 1}, {&input, 1}, outputs);
  return values;
}

}  // namespace ansatz::exact
