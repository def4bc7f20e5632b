#include "evaluate/past.hpp"

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/rebuild.hpp"
#include "evaluate/complex.hpp"
#include "evaluate/evaluate.hpp"

namespace ansatz::dsl {
namespace {

/// Coordinates as symbols of their own, on the graph of another scope: a history is differentiated by them, and what it
/// comes to is put where it is asked for.
class PastScope final : public Scope {
 public:
  PastScope(Scope& points, std::size_t coordinates) : points_(points) {
    for (std::size_t i = 0; i < coordinates; ++i) coordinates_.push_back(points.graph().parameter("past"));
  }
  ad::Graph& graph() override { return points_.graph(); }
  ad::Expr coordinate(std::size_t i) override { return coordinates_[i]; }
  ad::Expr field(std::size_t, std::span<const std::size_t>) override { refuse(); }
  ad::Expr field_at(std::size_t, std::span<const std::size_t>, std::span<const ad::Expr>) override { refuse(); }
  ad::Expr derivative(ad::Expr e, std::size_t by) override { return ad::jvp(e, coordinates_[by], graph().constant(1)); }
  ad::Expr normal(std::size_t) override { refuse(); }
  ad::Expr unknown(std::size_t i) override { return points_.unknown(i); }
  ad::Expr integration_variable(std::size_t depth) override { return points_.integration_variable(depth); }
  ad::Expr integral(ad::Expr variable, ad::Expr integrand, ad::Expr lower, ad::Expr upper) override {
    return points_.integral(variable, integrand, lower, upper);
  }
  bool sums_integrals() const override { return true; }
  std::size_t node_limit() const override { return points_.node_limit(); }

 private:
  [[noreturn]] static void refuse() {
    throw Refusal{Finding(Code::field_not_known, {}, "a history is a formula of the coordinates")};
  }
  Scope& points_;
  std::vector<ad::Expr> coordinates_;
};

ad::Expr past_value(const Model& model, Scope& scope, const History& history, std::span<const std::size_t> derivatives,
                    std::span<const ad::Expr> place) {
  PastScope past(scope, place.size());
  Evaluator evaluator(model, past);
  ad::Expr value = value_of(history, evaluator);
  for (const std::size_t by : derivatives) value = past.derivative(value, by);
  for (std::size_t i = 0; i < place.size(); ++i) value = ad::substitute(value, past.coordinate(i), place[i]);
  return value;
}

}  // namespace

ad::Expr value_of(const History& history, Evaluator& evaluator) {
  return evaluator.on(history.side, [&] {
    const Value value = evaluator.evaluate(*history.value);
    if (history.part) return as_complex(evaluator, value, *history.value).parts[*history.part];
    return evaluator.scalar_of(value, *history.value);
  });
}

ad::Expr field_at_any_time(const Model& model, Scope& scope, std::size_t i, std::span<const std::size_t> derivatives,
                           std::vector<ad::Expr> place) {
  const auto history = model.past.find(i);
  const std::size_t time = place.size() - 1;
  if (history == model.past.end() || place[time] == scope.coordinate(time))
    return scope.field_at(i, derivatives, place);
  const ad::Expr start = scope.graph().constant(model.start);
  const ad::Expr before = ad::lt(place[time], start);
  scope.goes_on_across(before);
  const ad::Expr was = past_value(model, scope, history->second, derivatives, place);
  place[time] = ad::max(place[time], start);
  return ad::select(before, was, scope.field_at(i, derivatives, place));
}

}  // namespace ansatz::dsl
