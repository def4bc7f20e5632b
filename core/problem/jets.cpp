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

ad::Expr JetPoint::jet(Jet wanted) const {
  require_number(problem_, Kind::field, wanted.field);
  std::sort(wanted.derivatives.begin(), wanted.derivatives.end());
  std::vector<std::uint32_t> place;
  for (const ad::Expr& coordinate : wanted.place) place.push_back(coordinate.id());
  const auto [leaf, is_new] = leaves_.try_emplace({wanted.field, wanted.derivatives, std::move(place)});
  if (is_new) {
    leaf->second = graph_.input("jet", 1, axis_);
    jets_.emplace(leaf->second.id(), std::move(wanted));
  }
  return leaf->second;
}

ad::Expr JetPoint::field_at(std::size_t i, std::span<const ad::Expr> coordinates) const {
  return field_derivative_at(i, {}, coordinates);
}

ad::Expr JetPoint::field_derivative_at(std::size_t i, std::span<const std::size_t> derivatives,
                                       std::span<const ad::Expr> coordinates) const {
  return jet({i, {derivatives.begin(), derivatives.end()}, {coordinates.begin(), coordinates.end()}});
}

/// The chain rule over all leaves that depend on the coordinate; a field elsewhere is taken for one that does.
ad::Expr JetPoint::derivative(ad::Expr e, std::size_t coordinate) const {
  require_number(problem_, Kind::coordinate, coordinate);
  ad::Expr sum = ad::partial(e, coordinates_, static_cast<std::uint32_t>(coordinate));
  for (auto& [leaf, found] : jets_in(e)) {
    Jet derived = found;
    derived.derivatives.push_back(coordinate);
    sum = sum + ad::partial(e, leaf) * jet(std::move(derived));
  }
  return sum;
}

std::vector<std::pair<ad::Expr, Jet>> JetPoint::jets_in(ad::Expr e) const {
  std::vector<std::pair<ad::Expr, Jet>> found;
  if (!e.valid() || &e.graph() != &graph_) return found;  // refused by whoever uses it
  for (const std::uint32_t id : ad::reachable(std::span(&e, 1)))
    if (const auto jet = jets_.find(id); jet != jets_.end()) found.emplace_back(graph_.at(id), jet->second);
  return found;
}

void JetPoint::raise_orders(ad::Expr e, std::vector<std::size_t>& orders) const {
  for (const auto& [leaf, jet] : jets_in(e)) {
    std::size_t& order = orders.at(jet.field);
    order = std::max(order, jet.derivatives.size());
  }
}

}  // namespace ansatz
