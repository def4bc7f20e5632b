// `integral(expression, s in [a, b])`: one binder, a finite or infinite range, nesting. What depends on nothing
// but its own variable is a number and is computed here; the rest is up to the scope. A `check` may
// integrate over a coordinate, `integral(u, x in [0, 1])`: a sum of what stands there at the nodes of a rule.
#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/autodiff/rebuild.hpp"
#include "ansatz/core/quadrature.hpp"
#include "evaluate/evaluate.hpp"
#include "evaluate/functions.hpp"

namespace ansatz::dsl {
namespace {

/// Whether the expression depends on nothing but `variable`.
bool depends_on_alone(ad::Expr e, ad::Expr variable) {
  const std::vector<std::uint32_t> nodes = ad::reachable(std::span(&e, 1));
  return std::all_of(nodes.begin(), nodes.end(), [&](std::uint32_t id) {
    const ad::Op op = e.graph().node(id).op;
    return id == variable.id() || (op != ad::Op::input && op != ad::Op::count);
  });
}

double integrate_number(ad::Expr integrand, ad::Expr variable, double lower, double upper) {
  ad::Graph graph;
  const ad::Axis axis = graph.axis("s");
  const ad::Expr s = graph.input("s", 1, axis);
  const ad::Expr body = ad::rebuild(std::span(&integrand, 1), graph, {{variable.id(), s}})[0];
  const ad::Program program = ad::compile({s}, {ad::broadcast(body, {1, 1, axis})});
  ad::Workers workers(1);
  ad::Workspace workspace(program, workers);
  return integrate(
      [&](std::span<const double> at, std::span<double> values) {
        const ad::PointCount points[] = {{axis, at.size()}};
        const double* inputs[] = {at.data()};
        double* outputs[] = {values.data()};
        program.run(workspace, points, inputs, outputs);
      },
      lower, upper);
}

bool contains_integral(const Expression& e) {
  std::vector<const Expression*> open{&e};  // not recursed into: a sum may have thousands of terms
  while (!open.empty()) {
    const Expression& next = *open.back();
    open.pop_back();
    if (next.kind == ExprKind::call && next.text == "integral") return true;
    for (const Expression& child : next.children) open.push_back(&child);
  }
  return false;
}

/// Over a coordinate, at the points of the others, by a Gauss rule: fields are evaluated at each of its nodes, so it
/// has few where integrals nest. Exact for polynomials of degree 95 and 23.
Value integrate_coordinate(Evaluator& evaluator, const Expression& body, std::size_t coordinate, double lower,
                           double upper) {
  constexpr std::size_t nodes = 48, nodes_of_nested = 12;
  const bool nested = evaluator.integral_depth > 0 || contains_integral(body);
  ad::Expr sum = evaluator.graph().constant(0);
  ++evaluator.integral_depth;
  for (const auto& [at, weight] : gauss_rule(nested ? nodes_of_nested : nodes, lower, upper)) {
    MovedScope there(evaluator.scope(), evaluator.model().coordinates.size(), coordinate, at);
    const Value value = evaluator.evaluate_in(there, body);
    if (value.kind != Value::Kind::scalar)
      fail(Finding(Code::wrong_kind, body.span, "an integrand is a number, and this is " + describe(value)));
    sum = sum + weight * value.parts[0];
  }
  --evaluator.integral_depth;
  return Value::scalar(sum);
}

}  // namespace

Value evaluate_integral(Evaluator& evaluator, const Expression& call) {
  using Form = ArgumentForm::Kind;
  const bool well_formed =
      call.children.size() == 2 && call.arguments[0].kind == Form::positional && call.arguments[1].kind == Form::binder;
  if (!well_formed)
    fail(Finding(Code::wrong_arguments, call.span, "`integral` takes an expression and the range of its variable")
             .help("as in `integral(exp(-s^2), s in [-inf, inf])`"));
  const Expression& range = call.children[1];
  if (range.kind != ExprKind::list || range.children.size() != 2)
    fail(Finding(Code::wrong_arguments, range.span, "the range of an integral is a list of two ends")
             .help("as in `s in [0, 1]`"));
  const ad::Expr lower = evaluator.scalar(range.children[0]), upper = evaluator.scalar(range.children[1]);

  const Symbol* symbol = evaluator.model().find(call.arguments[1].name.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::coordinate)
    return integrate_coordinate(evaluator, call.children[0], symbol->index,
                                evaluator.number(range.children[0], "the end of a range"),
                                evaluator.number(range.children[1], "the end of a range"));

  const std::size_t depth = evaluator.integral_depth++;
  const ad::Expr variable = evaluator.scope().integration_variable(depth);
  Value integrand;
  try {
    integrand = evaluator.evaluate_with(call.arguments[1].name.text, Value::scalar(variable), call.children[0]);
  } catch (...) {
    evaluator.integral_depth = depth;
    throw;
  }
  evaluator.integral_depth = depth;
  if (integrand.kind != Value::Kind::scalar)
    fail(Finding(Code::wrong_kind, call.children[0].span,
                 "an integrand is a number, and this is " + describe(integrand)));
  const std::optional<double> from = constant_of(lower), to = constant_of(upper);
  if (from && to && depends_on_alone(integrand.parts[0], variable))
    return Value::scalar(evaluator.graph().constant(integrate_number(integrand.parts[0], variable, *from, *to)));
  return Value::scalar(evaluator.scope().integral(variable, integrand.parts[0], lower, upper));
}

}  // namespace ansatz::dsl
