#include "exact/demand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/rebuild.hpp"
#include "points/domain.hpp"
#include "problem/contents.hpp"
#include "problem/jets.hpp"
#include "problem/same_scope.hpp"

namespace ansatz::exact {
namespace {

/// The outward normal of a face is known.
class OnFace final : public SameScope {
 public:
  OnFace(const PointScope& points, const Face& face) : SameScope(points), face_(face) {}
  ad::Expr normal(std::size_t i) const override {
    if (face_.coordinate == rim) return SameScope::normal(i);
    const double outward = face_.upper ? 1 : -1;
    return graph().constant(i == face_.coordinate ? outward : 0);
  }

 private:
  Face face_;
};

/// "u_x"
std::string name_of(const Problem& problem, const Jet& jet) {
  std::string name = problem.fields[jet.field];
  for (std::size_t i = 0; i < jet.derivatives.size(); ++i)
    name += (i == 0 ? "_" : "") + coordinate_name(problem.domain, jet.derivatives[i]);
  return name;
}

Read refused(std::string why) { return {std::nullopt, std::move(why)}; }

/// Orders by the coordinate that the face is across; nothing where there is a derivative by another one.
std::optional<std::size_t> order_across(const Jet& jet, const Face& face) {
  for (const std::size_t by : jet.derivatives)
    if (by != face.coordinate) return std::nullopt;
  return jet.derivatives.size();
}

/// The face that the place of a jet is the point's own shadow on; the point itself where the jet has no place is taken
/// for one on `stated`.
std::optional<Face> shadow_on(const Problem& problem, const JetPoint& point, const Jet& jet, const Face& stated) {
  if (jet.place.empty()) return stated;
  std::optional<Face> found;
  for (std::size_t i = 0; i < jet.place.size(); ++i) {
    if (jet.place[i] == point.coordinate(i)) continue;
    const std::optional<double> value = number_in(jet.place[i]);
    const std::optional<Face> face = value ? face_at(problem.domain, i, *value) : std::nullopt;
    if (!face || found) return std::nullopt;
    found = face;
  }
  return found;
}

/// c * (jet on one face - the same jet on the opposite one).
Read read_periodic(const Problem& problem, const JetPoint& point, ad::Expr residual, const Face& stated) {
  const auto jets = point.jets_in(residual);
  const auto& [a, first] = jets[0];
  const auto& [b, second] = jets[1];
  const std::optional<Face> of_a = shadow_on(problem, point, first, stated);
  const std::optional<Face> of_b = shadow_on(problem, point, second, stated);
  const std::optional<double> c = number_in(ad::partial(residual, a)), d = number_in(ad::partial(residual, b));
  const bool opposite = of_a && of_b && of_a->coordinate == stated.coordinate &&
                        of_b->coordinate == stated.coordinate && of_a->upper != of_b->upper;
  const auto zero = residual.graph().constant(0);
  const ad::Expr rest = ad::substitute(ad::substitute(residual, a, zero), b, zero);
  if (first.field != second.field || first.derivatives != second.derivatives || !opposite || !c || !d || *c == 0 ||
      *c != -*d || number_in(rest) != 0)
    return refused(
        fmt::format("it speaks of `{}` and `{}` at once", name_of(problem, first), name_of(problem, second)));
  const Face lower{stated.coordinate, false};
  const std::optional<std::size_t> order = order_across(first, lower);
  if (!order)
    return refused(
        fmt::format("`{}` is no derivative across {}", name_of(problem, first), described(problem.domain, lower)));
  Demand demand;
  demand.field = first.field;
  demand.face = lower;
  demand.order = *order;
  demand.coefficient = *c;
  demand.periodic = true;
  return {demand, {}};
}

Read read_value(const Problem& problem, ad::Expr residual, ad::Expr leaf, const Jet& jet, const Face& face) {
  const std::string name = name_of(problem, jet);
  if (!jet.place.empty()) return refused(fmt::format("it asks for `{}` at another place", name));
  const std::optional<std::size_t> order = order_across(jet, face);
  if (!order) return refused(fmt::format("`{}` is no derivative across {}", name, described(problem.domain, face)));
  const std::optional<double> coefficient = number_in(ad::partial(residual, leaf));
  if (!coefficient || *coefficient == 0)
    return refused(fmt::format("it is not a number times `{}` and what is known", name));
  // What is built in is carried through the whole domain, and with it a corner that the solution loses at once.
  if (has_pieces(residual)) return refused("its value is not smooth");
  if (has_own_functions(residual)) return refused("its value is that of a table or a special function");
  Demand demand;
  demand.field = jet.field;
  demand.face = face;
  demand.order = *order;
  demand.coefficient = *coefficient;
  return {demand, {}};
}

Read read_jets(const Problem& problem, const JetPoint& point, ad::Expr residual, const Face& face) {
  const std::vector<std::pair<ad::Expr, Jet>> jets = point.jets_in(residual);
  if (jets.empty()) return refused("it speaks of no field");
  if (jets.size() == 1) return read_value(problem, residual, jets[0].first, jets[0].second, face);
  if (jets.size() == 2) return read_periodic(problem, point, residual, face);
  return refused(fmt::format("it speaks of `{}` and `{}` at once", name_of(problem, jets[0].second),
                             name_of(problem, jets[1].second)));
}

}  // namespace

std::size_t residuals_of(const Problem& problem, const Condition& condition) {
  ad::Graph graph;
  return condition.residuals(JetPoint(problem, graph)).size();
}

Read read_demand(const Problem& problem, std::size_t condition, std::size_t residual, const Face& face) {
  ad::Graph graph;
  const JetPoint point(problem, graph);
  const Residuals all = problem.conditions[condition].residuals(OnFace(point, face));
  if (residual >= all.size() || !all[residual].valid() || &all[residual].graph() != &graph ||
      all[residual].shape().size() != 1)
    return refused("its residual is no formula");
  Read read = read_jets(problem, point, all[residual], face);
  if (read.demand) read.demand->condition = condition, read.demand->residual = residual;
  return read;
}

std::size_t order_in(const Problem& problem, std::size_t field, std::size_t coordinate) {
  std::size_t most = 0;
  for (const Condition& condition : problem.conditions) {
    if (condition.kind != ConditionKind::equation) continue;
    ad::Graph graph;
    const JetPoint point(problem, graph);
    for (const ad::Expr& residual : condition.residuals(point))
      for (const auto& [leaf, jet] : point.jets_in(residual)) {
        const auto count = std::count(jet.derivatives.begin(), jet.derivatives.end(), coordinate);
        if (jet.field == field) most = std::max(most, static_cast<std::size_t>(count));
      }
  }
  return most;
}

ad::Expr known_value(const Demand& demand, const std::function<Residuals(const PointScope&)>& residuals,
                     const PointScope& at) {
  const Residuals all = residuals(OnFace(ZeroFields(at), demand.face));
  return all.at(demand.residual) * (-1 / demand.coefficient);
}

}  // namespace ansatz::exact
