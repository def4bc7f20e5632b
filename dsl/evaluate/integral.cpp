// `integral(expression, s in [a, b])`: one binder, a finite or infinite range, nesting. Three ways to a value:
//
//   a number     what depends on nothing but its own variable is computed here, to all digits
//   a sum        of what stands at the nodes of a Gauss rule: what differs from point to point, fields above all, over
//   a
//                variable of its own or over a coordinate; it is differentiated, compiled and trained like any sum
//   a symbol     in `exact`, which knows no fields: adaptive quadrature, point by point (quadrature_plan.hpp)
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/autodiff/rebuild.hpp"
#include "ansatz/core/quadrature.hpp"
#include "evaluate/evaluate.hpp"
#include "evaluate/functions.hpp"
#include "names/names.hpp"

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

/// Whether a tree, or what it calls, speaks of what differs from point to point or is trained.
class Varying {
 public:
  explicit Varying(const Model& model) : model_(model) {}

  /// `arguments`: names that mean something else here, those of a function whose value this is.
  bool operator()(const Expression& e, std::span<const Name> arguments = {}) {
    const auto is_argument = [&](const std::string& name) {
      return std::any_of(arguments.begin(), arguments.end(), [&](const Name& a) { return a.text == name; });
    };
    std::vector<const Expression*> open{&e};  // not recursed into: a sum may have thousands of terms
    while (!open.empty()) {
      const Expression& next = *open.back();
      open.pop_back();
      const bool named = next.kind == ExprKind::name || next.kind == ExprKind::call;
      if (named && !is_argument(next.text) && name_varies(next.text)) return true;
      for (const Expression& child : next.children) open.push_back(&child);
    }
    return false;
  }

 private:
  bool name_varies(const std::string& name) {
    const NameReading reading = read_name(model_, name);
    using Kind = NameReading::Kind;
    if (reading.kind == Kind::derivative || reading.kind == Kind::coordinate_operator || reading.kind == Kind::normal)
      return true;
    if (reading.kind != Kind::symbol || reading.symbol->kind == SymbolKind::parameter) return false;
    if (reading.symbol->kind != SymbolKind::definition) return true;
    const auto [known, added] = definitions_.emplace(reading.symbol->index, false);
    const Declared& declared = model_.definitions[reading.symbol->index];
    if (!declared.coordinates.empty()) return true;
    if (added && !declared.broken && declared.value() != nullptr)
      definitions_[reading.symbol->index] = (*this)(*declared.value(), declared.definition->parameters);
    return definitions_[reading.symbol->index];
  }

  const Model& model_;
  std::map<std::size_t, bool> definitions_;  // each is walked once
};

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

void require_finite(const Expression& range, double lower, double upper) {
  if (std::isfinite(lower) && std::isfinite(upper)) return;
  fail(Finding(Code::wrong_value, range.span, "an integral that differs from point to point has a finite range")
           .label("infinite")
           .help("cut it where the integrand is negligible, as in `s in [-8, 8]`; in `exact` it may be infinite"));
}

/// Nodes of the rule by which fields are integrated: they are evaluated at each of them, so it has few where integrals
/// nest. Exact for polynomials of degree 63 and 23.
std::size_t nodes_of(Evaluator& evaluator, const Expression& call) {
  constexpr std::size_t nodes = 32, nodes_of_nested = 12;
  constexpr double most = 1000;
  if (call.children.size() == 2)
    return evaluator.integral_depth > 0 || contains_integral(call.children[0]) ? nodes_of_nested : nodes;
  const Expression& given = call.children[2];
  const double count = evaluator.number(given, "the number of nodes");
  if (!(count >= 1 && count <= most && count == std::floor(count)))
    fail(Finding(Code::wrong_value, given.span, fmt::format("an integral has 1 to {} nodes, not {}", most, count)));
  return static_cast<std::size_t>(count);
}

/// The weighted sum of what `value_at` gives for each node of a Gauss rule on [-1, 1].
template <class ValueAt>
ad::Expr gauss_sum(Evaluator& evaluator, const Expression& call, const ValueAt& value_at) {
  const std::size_t nodes = nodes_of(evaluator, call), depth = evaluator.integral_depth++;
  ad::Expr sum = evaluator.graph().constant(0);
  try {
    for (const QuadratureNode& node : gauss_rule(nodes, -1, 1)) {
      const Value value = value_at(node.at);
      if (value.kind != Value::Kind::scalar)
        fail(Finding(Code::wrong_kind, call.children[0].span,
                     "an integrand is a number, and this is " + describe(value)));
      sum = sum + node.weight * value.parts[0];
    }
  } catch (...) {
    evaluator.integral_depth = depth;
    throw;
  }
  evaluator.integral_depth = depth;
  return sum;
}

/// Over a coordinate, at the points of the others.
Value integrate_coordinate(Evaluator& evaluator, const Expression& call, std::size_t coordinate) {
  const Expression& range = call.children[1];
  const double lower = evaluator.number(range.children[0], "the end of a range"),
               upper = evaluator.number(range.children[1], "the end of a range");
  require_finite(range, lower, upper);
  const double middle = (lower + upper) / 2, half = (upper - lower) / 2;
  return Value::scalar(half * gauss_sum(evaluator, call, [&](double at) {
                         MovedScope there(evaluator.scope(), evaluator.model().coordinates.size(), coordinate,
                                          middle + half * at);
                         return evaluator.evaluate_in(there, call.children[0]);
                       }));
}

/// Over a variable of its own, whose range may differ from point to point.
Value integrate_varying(Evaluator& evaluator, const Expression& call) {
  const Expression& range = call.children[1];
  const ad::Expr lower = evaluator.scalar(range.children[0]), upper = evaluator.scalar(range.children[1]);
  require_finite(range, constant_of(lower).value_or(0), constant_of(upper).value_or(0));
  const ad::Expr middle = 0.5 * (lower + upper), half = 0.5 * (upper - lower);
  return Value::scalar(half * gauss_sum(evaluator, call, [&](double at) {
                         return evaluator.evaluate_with(call.arguments[1].name.text, Value::scalar(middle + at * half),
                                                        call.children[0]);
                       }));
}

/// By the rule of the scope, or at once where it is a number.
Value integrate_alone(Evaluator& evaluator, const Expression& call) {
  const Expression& range = call.children[1];
  const ad::Expr lower = evaluator.scalar(range.children[0]), upper = evaluator.scalar(range.children[1]);
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
  if (evaluator.scope().sums_integrals()) return integrate_varying(evaluator, call);
  return Value::scalar(evaluator.scope().integral(variable, integrand.parts[0], lower, upper));
}

}  // namespace

Value evaluate_integral(Evaluator& evaluator, const Expression& call) {
  using Form = ArgumentForm::Kind;
  const std::size_t given = call.children.size();
  const bool well_formed =
      (given == 2 || given == 3) && call.arguments[0].kind == Form::positional &&
      call.arguments[1].kind == Form::binder &&
      (given == 2 || (call.arguments[2].kind == Form::named && call.arguments[2].name.text == "nodes"));
  if (!well_formed)
    fail(Finding(Code::wrong_arguments, call.span, "`integral` takes an expression and the range of its variable")
             .help("as in `integral(exp(-s^2), s in [-inf, inf])`; `nodes = 20` may follow"));
  const Expression& range = call.children[1];
  if (range.kind != ExprKind::list || range.children.size() != 2)
    fail(Finding(Code::wrong_arguments, range.span, "the range of an integral is a list of two ends")
             .help("as in `s in [0, 1]`"));
  const Symbol* symbol = evaluator.model().find(call.arguments[1].name.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::coordinate)
    return integrate_coordinate(evaluator, call, symbol->index);
  Varying varies(evaluator.model());
  if (evaluator.scope().sums_integrals() && (varies(call.children[0]) || varies(range)))
    return integrate_varying(evaluator, call);
  return integrate_alone(evaluator, call);
}

}  // namespace ansatz::dsl
