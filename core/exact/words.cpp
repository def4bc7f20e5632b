#include "exact/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/core/exact_conditions.hpp"
#include "points/domain.hpp"
#include "problem/jets.hpp"
#include "problem/same_scope.hpp"

namespace ansatz {
namespace exact {
namespace {

/// Coordinates by their names.
class Named final : public SameScope {
 public:
  Named(const Problem& problem, const JetPoint& point) : SameScope(point) {
    for (std::size_t i = 0; i < problem.domain.dimensions(); ++i)
      coordinates_.push_back(graph().input(coordinate_name(problem.domain, i), 1, point.coordinates().shape().axis));
  }
  ad::Expr coordinate(std::size_t i) const override { return coordinates_.at(i); }
  ad::Expr derivative(ad::Expr e, std::size_t i) const override { return ad::partial(e, coordinates_.at(i)); }

 private:
  std::vector<ad::Expr> coordinates_;
};

}  // namespace

std::string text_of(const Problem& problem, std::size_t field, const FieldFormula& formula) {
  constexpr std::size_t most_operations = 80;
  ad::Graph graph;
  const JetPoint point(problem, graph);
  const Named at(problem, point);
  const ad::Expr net = graph.input("net", 1, point.coordinates().shape().axis);
  return fmt::format("{} = {}", problem.fields[field], ad::to_string(formula.field(at, net), most_operations));
}

}  // namespace exact

std::vector<std::string> exact_conditions_in_words(const Problem& problem) {
  std::vector<std::string> words;
  if (!problem.exact_conditions) return words;
  const ExactConditions& found = *problem.exact_conditions;
  for (const std::string& formula : found.formulas) words.push_back(fmt::format("built in: {}", formula));
  if (!found.held.empty())
    words.push_back(fmt::format("`{}` {} whatever is trained", fmt::join(found.held, "`, `"),
                                found.held.size() == 1 ? "holds" : "hold"));
  for (const ExactConditions::Term& term : found.terms)
    words.push_back(fmt::format("`{}` stays a term of the loss: {}", term.condition, term.why));
  return words;
}

}  // namespace ansatz
