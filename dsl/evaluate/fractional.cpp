// Fractional derivatives of fields: `caputo(u, t, 0.5)` and `riesz(u, x, 1.5)`.
//
//   caputo   1/Gamma(n - a) times the integral over s of u^(n)(s) (t - s)^(n - 1 - a), from where t begins to t, n the
//            next whole number above a
//   riesz    -1/(2 cos(pi a/2)) times the sum of Riemann's and Liouville's derivatives from both ends of x, of a field
//            that is 0 there and beyond: -(-d^2/dx^2)^(a/2). That from the left is Caputo's and, above 1, u'(begin) (x
//            - begin)^(1 - a)/Gamma(2 - a)
//
// The integral is a sum over 32 Gauss nodes z in [0, 1], s = (1 - v) t + v begin, v = (1 - (1 - z)^3)^(2/(n - a)): the
// kernel is gone from it, and what a solution is like near the beginning, (s - begin)^(a - 1), is flat. It is
// differentiated, compiled and trained like any sum; the order may be trained too, as nodes move with it.
//
// Sources: Podlubny, Fractional Differential Equations (1999), chapter 2; Pang, Lu and Karniadakis, fPINNs (SIAM
// J. Sci. Comput. 41, 2019), who take finite differences.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "ansatz/core/quadrature.hpp"
#include "ansatz/core/special.hpp"
#include "evaluate/evaluate.hpp"
#include "evaluate/functions.hpp"
#include "evaluate/past.hpp"
#include "names/names.hpp"

namespace ansatz::dsl {
namespace {

constexpr std::size_t nodes = 32, nodes_of_nested = 12;  // within an integral, as integrals have them
constexpr double least_length = 1e-300;  // where the integral has no length, its powers are 0 and have derivatives

ad::Expr gamma(ad::Expr x) { return find_special_function("tgamma")->apply(0, x); }

/// The order of a call, a number or an unknown, and the next whole number above all that it can be.
struct Order {
  ad::Expr value;
  std::size_t above = 1;
};

[[noreturn]] void refuse_order(const Expression& call, const std::string& what) {
  fail(Finding(Code::wrong_value, call.children[2].span, fmt::format("the order of `{}` {}", call.text, what))
           .help("as in `caputo(u, t, 0.5)`; derivatives of whole orders are `u_t` and the like"));
}

/// The range of an unknown that the order is.
std::array<double, 2> range_of(Evaluator& evaluator, const Expression& call) {
  const Expression& order = call.children[2];
  const Symbol* symbol = order.kind == ExprKind::name ? evaluator.model().find(order.text) : nullptr;
  const bool unknown = symbol != nullptr && symbol->kind == SymbolKind::unknown;
  const Definition* definition = unknown ? evaluator.model().unknowns[symbol->index].definition : nullptr;
  if (definition == nullptr || !definition->range)
    refuse_order(call, "is a number, or an unknown with a range, as in `unknown a = 0.5 in [0.1, 0.9]`");
  return {evaluator.number(definition->range->children[0], "the end of a range"),
          evaluator.number(definition->range->children[1], "the end of a range")};
}

/// Between 0 and `most`, and not a whole number.
Order order_of(Evaluator& evaluator, const Expression& call, double most) {
  const ad::Expr value = evaluator.scalar(call.children[2]);
  const std::optional<double> number = constant_of(value);
  const auto [low, high] = number ? std::array{*number, *number} : range_of(evaluator, call);
  if (!(low > 0 && high < most)) refuse_order(call, fmt::format("lies between 0 and {}", most));
  if (std::floor(low) + 1 < high || (number && low == std::floor(low)))
    refuse_order(call,
                 number ? fmt::format("is no whole number; this is {}", low) : "has no whole number in its range");
  return {value, static_cast<std::size_t>(std::floor(low)) + 1};
}

/// A field, or a derivative of one, as it is called for; with the coordinate that runs, and its ends.
struct Operand {
  const Symbol* field = nullptr;
  std::vector<std::size_t> derivatives;
  std::size_t coordinate = 0;
  Interval ends{};
};

Operand operand_of(Evaluator& evaluator, const Expression& call) {
  const Expression& what = call.children[0];
  const Model& model = evaluator.model();
  Operand operand;
  operand.coordinate = evaluator.coordinate_argument(call.children[1]);
  if (what.kind == ExprKind::name) {
    const NameReading reading = read_name(model, what.text);
    const bool symbol = reading.kind == NameReading::Kind::symbol && reading.symbol->kind == SymbolKind::field;
    if (symbol || reading.kind == NameReading::Kind::derivative) operand.field = reading.symbol;
    if (reading.kind == NameReading::Kind::derivative) operand.derivatives = reading.coordinates;
  }
  if (operand.field == nullptr)
    fail(Finding(Code::wrong_arguments, what.span,
                 fmt::format("`{}` is of a field, or of a derivative of one by its name", call.text))
             .label("something else")
             .help(
                 "as in `caputo(u, t, 0.5)` and `caputo(u_xx, t, 0.5)`; of a sum it is the sum of those of its parts"));
  if (!operand.field->pieces.empty())
    fail(Finding(Code::wrong_arguments, what.span, fmt::format("`{}` of a field in pieces", call.text))
             .label("lives on parts of the domain"));
  const std::vector<std::size_t>& of = model.field_coordinates[operand.field->index];
  const std::string& name = model.coordinates[operand.coordinate].text;
  if (!of.empty() && std::find(of.begin(), of.end(), operand.coordinate) == of.end())
    fail(Finding(Code::not_a_field, call.span,
                 fmt::format("this is zero everywhere: `{}` does not depend on {}", operand.field->name.text, name))
             .label("always zero"));
  evaluator.at(call.span, [&] { return evaluator.scope().coordinate(operand.coordinate); });  // no number has any
  if (operand.coordinate >= model.ends.size() || !model.ends[operand.coordinate])
    fail(Finding(Code::wrong_arguments, call.children[1].span,
                 fmt::format("`{}` runs over all of {}, so the domain is an interval, a rectangle or a box", call.text,
                             name))
             .label("has other ends at every place"));
  operand.ends = *model.ends[operand.coordinate];
  return operand;
}

/// The field with `more` derivatives along the coordinate, where that has the value `at`.
std::vector<ad::Expr> field_at(Evaluator& evaluator, const Operand& operand, std::size_t more, ad::Expr at) {
  std::vector<std::size_t> derivatives = operand.derivatives;
  derivatives.insert(derivatives.end(), more, operand.coordinate);
  std::sort(derivatives.begin(), derivatives.end());
  Scope& scope = evaluator.scope();
  std::vector<ad::Expr> place, values;
  for (std::size_t i = 0; i < evaluator.model().coordinates.size(); ++i)
    place.push_back(i == operand.coordinate ? at : scope.coordinate(i));
  values.push_back(field_at_any_time(evaluator.model(), scope, operand.field->index, derivatives, place));
  if (operand.field->complex)
    values.push_back(field_at_any_time(evaluator.model(), scope, operand.field->index + 1, derivatives, place));
  return values;
}

/// sum + factor * values, part by part.
void add(std::vector<ad::Expr>& sum, ad::Expr factor, const std::vector<ad::Expr>& values) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (i < sum.size())
      sum[i] = sum[i] + factor * values[i];
    else
      sum.push_back(factor * values[i]);
}

/// Caputo's derivative from one end of the coordinate: `side` is 1 from its beginning, and -1 from its end, where
/// derivatives along the way are those of the coordinate with the other sign.
std::vector<ad::Expr> from_end(Evaluator& evaluator, const Operand& operand, const Order& order, double side) {
  const ad::Expr here = evaluator.scope().coordinate(operand.coordinate);
  const double end = side > 0 ? operand.ends.lower : operand.ends.upper;
  const ad::Expr length = ad::max(side * (here - end), evaluator.graph().constant(least_length));
  const ad::Expr power = static_cast<double>(order.above) - order.value;
  std::vector<ad::Expr> sum;
  for (const QuadratureNode& node : gauss_rule(evaluator.integral_depth > 0 ? nodes_of_nested : nodes, 0, 1)) {
    const double left = 1 - node.at, s = 1 - left * left * left;
    const ad::Expr v = ad::exp((2 * std::log(s)) / power);
    add(sum, evaluator.graph().constant(node.weight * 6 * left * left * s),
        field_at(evaluator, operand, order.above, (1 - v) * here + end * v));
  }
  const double sign = side < 0 && order.above % 2 == 1 ? -1 : 1;
  const ad::Expr factor = sign * (evaluator.power(length, power) / gamma(power + 1));
  for (ad::Expr& part : sum) part = factor * part;
  return sum;
}

Value value_of(const Operand& operand, const std::vector<ad::Expr>& parts) {
  return operand.field->complex ? Value::complex(parts[0], parts[1]) : Value::scalar(parts[0]);
}

}  // namespace

Value evaluate_caputo(Evaluator& evaluator, const Expression& call) {
  constexpr double most = 4;
  require_arguments(call, 3, 3, "caputo(field, t, order)");
  const Operand operand = operand_of(evaluator, call);
  return value_of(operand, from_end(evaluator, operand, order_of(evaluator, call, most), 1));
}

Value evaluate_riesz(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 3, 3, "riesz(field, x, order)");
  const Operand operand = operand_of(evaluator, call);
  const Order order = order_of(evaluator, call, 2);
  std::vector<ad::Expr> sum;
  for (const double side : {1.0, -1.0}) {
    add(sum, evaluator.graph().constant(1), from_end(evaluator, operand, order, side));
    if (order.above == 1) continue;
    const ad::Expr here = evaluator.scope().coordinate(operand.coordinate);
    const ad::Expr end = evaluator.graph().constant(side > 0 ? operand.ends.lower : operand.ends.upper);
    const ad::Expr length = ad::max(side * (here - end), evaluator.graph().constant(least_length));
    add(sum, side * (evaluator.power(length, 1 - order.value) / gamma(2 - order.value)),
        field_at(evaluator, operand, 1, end));
  }
  const ad::Expr factor = -0.5 / ad::cos((std::numbers::pi / 2) * order.value);
  for (ad::Expr& part : sum) part = factor * part;
  return value_of(operand, sum);
}

}  // namespace ansatz::dsl
