#include "problem/jets.hpp"

#include <algorithm>
#include <utility>

#include "ansatz/autodiff/derivatives.hpp"
#include "problem/numbers.hpp"

namespace ansatz {

JetPoint::JetPoint(const Problem& problem, ad::Graph& graph)
    : problem_(problem),
      graph_(graph),
      axis_(graph.axis("point")),
      coordinates_(graph.input("coordinates", static_cast<std::uint32_t>(problem.domain.dimensions()), axis_)) {
  for (const UnknownSpec& unknown : problem.unknowns) unknowns_.push_back(graph.parameter(unknown.name));
}

std::string_view JetPoint::name(Kind kind, std::size_t i) const { return name_of(problem_, kind, i); }

ad::Expr JetPoint::coordinate(std::size_t i) const {
  require_number(problem_, Kind::coordinate, i);
  return coordinates_[static_cast<std::uint32_t>(i)];
}

ad::Expr JetPoint::unknown(std::size_t i) const {
  require_number(problem_, Kind::unknown, i);
  return unknowns_[i];
}

ad::Expr JetPoint::jet(std::size_t field, std::vector<std::size_t> derivatives) const {
  require_number(problem_, Kind::field, field);
  std::sort(derivatives.begin(), derivatives.end());
  const auto [leaf, is_new] = leaves_.try_emplace({field, derivatives});
  if (is_new) {
    leaf->second = graph_.input("jet", 1, axis_);
    jets_.emplace(leaf->second.id(), Jet{field, std::move(derivatives)});
  }
  return leaf->second;
}

ad::Expr JetPoint::field_at(std::size_t i, std::span<const ad::Expr>) const { return field(i); }

ad::Expr JetPoint::field_derivative_at(std::size_t i, std::span<const std::size_t> derivatives,
                                       std::span<const ad::Expr>) const {
  return jet(i, {derivatives.begin(), derivatives.end()});
}

/// The chain rule over all leaves that depend on the coordinate.
ad::Expr JetPoint::derivative(ad::Expr e, std::size_t coordinate) const {
  require_number(problem_, Kind::coordinate, coordinate);
  ad::Expr sum = ad::partial(e, coordinates_, static_cast<std::uint32_t>(coordinate));
  for (const std::uint32_t id : ad::reachable(std::span(&e, 1))) {
    const auto found = jets_.find(id);
    if (found == jets_.end()) continue;
    std::vector<std::size_t> derivatives = found->second.derivatives;
    derivatives.push_back(coordinate);
    sum = sum + ad::partial(e, graph_.at(id)) * jet(found->second.field, std::move(derivatives));
  }
  return sum;
}

void JetPoint::raise_orders(ad::Expr e, std::vector<std::size_t>& orders) const {
  if (!e.valid() || &e.graph() != &graph_) return;  // refused by whoever uses it
  for (const std::uint32_t id : ad::reachable(std::span(&e, 1)))
    if (const auto found = jets_.find(id); found != jets_.end()) {
      std::size_t& order = orders.at(found->second.field);
      order = std::max(order, found->second.derivatives.size());
    }
}

}  // namespace ansatz
