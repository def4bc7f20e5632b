#include "evaluate/functions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "ansatz/core/special.hpp"
#include "evaluate/complex.hpp"
#include "evaluate/evaluate.hpp"
#include "evaluate/shapes.hpp"
#include "evaluate/space_operators.hpp"

namespace ansatz::dsl {
namespace {

Value evaluate_dot(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 2, 2, "dot(a, b)");
  const std::vector<ad::Expr> a = evaluator.components(call.children[0]), b = evaluator.components(call.children[1]);
  if (a.size() != b.size())
    fail(Finding(Code::wrong_kind, call.span,
                 fmt::format("`dot` of vectors of {} and {} components", a.size(), b.size())));
  return Value::scalar(scalar_product(evaluator, a, b));
}

Value evaluate_cross(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 2, 2, "cross(a, b)");
  const std::vector<ad::Expr> a = evaluator.components(call.children[0]), b = evaluator.components(call.children[1]);
  const auto minor = [&](std::size_t i, std::size_t j) { return a[i] * b[j] - a[j] * b[i]; };
  if (a.size() == 2 && b.size() == 2) return Value::scalar(minor(0, 1));
  if (a.size() == 3 && b.size() == 3) return Value::vector({minor(1, 2), minor(2, 0), minor(0, 1)});
  fail(Finding(Code::wrong_kind, call.span, "`cross` needs two vectors of two, or of three, components"));
}

Value evaluate_norm(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 1, 1, "norm(vector)");
  const std::vector<ad::Expr> v = evaluator.components(call.children[0]);
  return Value::scalar(ad::sqrt(scalar_product(evaluator, v, v)));
}

/// d(e, x, y): by each coordinate in turn.
Value evaluate_d(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 2, 9, "d(expression, coordinate, ...)");
  std::vector<std::size_t> by;
  for (std::size_t i = 1; i < call.children.size(); ++i) by.push_back(evaluator.coordinate_argument(call.children[i]));
  return evaluator.each_component(call.children[0], [&](ad::Expr part) {
    for (const std::size_t coordinate : by) part = evaluator.scope().derivative(part, coordinate);
    return part;
  });
}

Value evaluate_jump(Evaluator& evaluator, const Expression& call) {
  require_arguments(call, 1, 1, "jump(expression)");
  return evaluator.jump(call);
}

/// A function of core's table, of x and perhaps of an order before it.
Value evaluate_special(Evaluator& evaluator, const Expression& call) {
  const SpecialFunction& function = *find_special_function(call.text);
  using First = SpecialFunction::First;
  const std::size_t arguments = function.first == First::nothing ? 1 : 2;
  require_arguments(call, arguments, arguments, function.signature);
  double first = 0;
  if (arguments == 2) {
    const Expression& order = call.children[0];
    const bool degree = function.first == First::degree;
    first = evaluator.number(order, fmt::format("the {} of `{}`", degree ? "degree" : "order", call.text));
    if (degree && !(first >= 0 && first <= SpecialFunction::most_degree && first == std::floor(first)))
      fail(Finding(Code::wrong_value, order.span,
                   fmt::format("the degree of `{}` is a whole number from 0 to {}, not {}", call.text,
                               SpecialFunction::most_degree, first)));
  }
  const Expression& last = call.children.back();
  const ad::Expr x = evaluator.scalar(last);
  if (function.of_numbers) {
    const double number = evaluator.number(last, fmt::format("the number of a zero of `{}`", call.text));
    if (!(number >= 1 && number <= SpecialFunction::most_degree && number == std::floor(number)))
      fail(Finding(Code::wrong_value, last.span,
                   fmt::format("zeros are numbered 1 to {}; this is {}", SpecialFunction::most_degree, number)));
  }
  return Value::scalar(evaluator.at(call.span, [&] { return function.apply(first, x); }));
}

constexpr std::array own{
    FunctionInfo{"d", "d(expression, x, y)", "derivative by each coordinate in turn", evaluate_d},
    FunctionInfo{"grad", "grad(expression)", "gradient in space", evaluate_grad},
    FunctionInfo{"∇", "∇(expression)", "gradient in space", evaluate_grad},
    FunctionInfo{"div", "div(vector)", "divergence in space", evaluate_div},
    FunctionInfo{"curl", "curl(vector)", "curl; a scalar in two dimensions", evaluate_curl},
    FunctionInfo{"lap", "lap(expression)", "Laplacian in space, component by component", evaluate_lap},
    FunctionInfo{"Δ", "Δ(expression)", "Laplacian in space, component by component", evaluate_lap},
    FunctionInfo{"dot", "dot(a, b)", "scalar product", evaluate_dot},
    FunctionInfo{"cross", "cross(a, b)", "vector product; a scalar in two dimensions", evaluate_cross},
    FunctionInfo{"norm", "norm(vector)", "Euclidean length", evaluate_norm},
    FunctionInfo{"advect", "advect(V, W)", "(V . grad) W", evaluate_advect},
    FunctionInfo{"dn", "dn(expression)", "derivative along the outward normal", evaluate_dn},
    FunctionInfo{"jump", "jump(expression)",
                 "on an interface, its value on the second side less that on the first, of fields in pieces",
                 evaluate_jump},
    FunctionInfo{"re", "re(z)", "real part, where a field is complex", evaluate_re},
    FunctionInfo{"im", "im(z)", "imaginary part, where a field is complex", evaluate_im},
    FunctionInfo{"conj", "conj(z)", "complex conjugate, where a field is complex", evaluate_conj},
    FunctionInfo{"abs2", "abs2(z)", "square of the absolute value, where a field is complex", evaluate_abs2},
    FunctionInfo{"integral", "integral(expression, s in [a, b])", "definite integral", evaluate_integral},
    FunctionInfo{"caputo", "caputo(u, t, order)",
                 "Caputo's fractional derivative of a field, from where the coordinate begins", evaluate_caputo},
    FunctionInfo{"riesz", "riesz(u, x, order)",
                 "Riesz' fractional derivative of a field that is 0 at both ends and beyond: -(-d^2/dx^2)^(order/2)",
                 evaluate_riesz},
    FunctionInfo{"sum", "sum(k in 1..n, expression)", "sum over whole numbers, written out term by term", evaluate_sum},
    FunctionInfo{"product", "product(k in 1..n, expression)", "product over whole numbers, written out",
                 evaluate_product},
    FunctionInfo{"interval", "interval(a, b)", "the interval from a to b", make_interval_shape},
    FunctionInfo{"rect", "rect(lower, upper)", "rectangle between two corners", make_rect_shape},
    FunctionInfo{"box", "box(lower, upper)", "box between two corners", make_box_shape},
    FunctionInfo{"disk", "disk(center, radius)", "disk in two dimensions", make_ball_shape},
    FunctionInfo{"ball", "ball(center, radius)", "ball in three dimensions or more", make_ball_shape},
    FunctionInfo{"shell", "shell(center, inner, outer)", "a ball without a smaller one; a ring in two dimensions",
                 make_shell_shape},
    FunctionInfo{"ellipse", "ellipse(center, [a, b])", "ellipse with half axes a and b", make_ellipse_shape},
    FunctionInfo{"cylinder", "cylinder(from, to, radius)", "cylinder between the centers of its ends",
                 make_cylinder_shape},
    FunctionInfo{"cone", "cone(base, top, radius)",
                 "cone from the center of its base to its top; a fourth argument is the radius at the top",
                 make_cone_shape},
    FunctionInfo{"torus", "torus(center, major, minor)",
                 "the points within `minor` of a circle of radius `major` across the third coordinate",
                 make_torus_shape},
    FunctionInfo{"polygon", "polygon([[x, y], ...])",
                 "the inside of a closed line; `polygon from \"outline.csv\"` reads the points", make_polygon_shape},
};

// Written with signs and words, never by these names.
constexpr std::array<std::string_view, 14> operators{
    "neg", "add", "sub", "mul", "div", "lt", "le", "gt", "ge", "eq", "ne", "logical_and", "logical_or", "logical_not"};

}  // namespace

std::span<const FunctionInfo> functions() {
  static const std::vector<FunctionInfo> table = [] {
    std::vector<FunctionInfo> all(own.begin(), own.end());
    for (const SpecialFunction& f : special_functions()) all.push_back({f.name, f.signature, f.doc, evaluate_special});
    return all;
  }();
  return table;
}

const FunctionInfo* find_function(std::string_view name) {
  const std::span<const FunctionInfo> table = functions();
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& f) { return f.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::optional<ad::Op> find_callable(std::string_view name) {
  if (std::find(operators.begin(), operators.end(), name) != operators.end()) return std::nullopt;
  return ad::find_elementwise(name);
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const FunctionInfo& function : functions()) names.emplace_back(function.name);
  for (const ad::OperationInfo& operation : ad::operations())
    if (operation.elementwise && find_callable(operation.name)) names.emplace_back(operation.name);
  return names;
}

void refuse_file(const Expression& call) {
  fail(Finding(Code::wrong_arguments, call.span, fmt::format("`{}` is not read from a file", call.text))
           .help("a `polygon` is; a function that a table says is a `let`, as in `let f(x) from \"table.csv\"`"));
}

void require_arguments(const Expression& call, std::size_t least, std::size_t most, std::string_view signature) {
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    if (call.arguments[i].kind == ArgumentForm::Kind::file) refuse_file(call);
    if (call.arguments[i].kind != ArgumentForm::Kind::positional)
      fail(Finding(Code::wrong_arguments, call.arguments[i].name.span,
                   fmt::format("`{}` has no argument named `{}`", call.text, call.arguments[i].name.text))
               .help(fmt::format("it is called as `{}`", signature)));
  }
  const std::size_t given = call.children.size();
  if (given >= least && given <= most) return;
  fail(Finding(Code::wrong_arguments, call.span,
               fmt::format("`{}` takes {}; got {} argument{}", call.text,
                           least == most ? fmt::format("{} argument{}", least, least == 1 ? "" : "s")
                                         : fmt::format("{} to {} arguments", least, most),
                           given, given == 1 ? "" : "s"))
           .help(fmt::format("it is called as `{}`", signature)));
}

Value apply_elementwise(Evaluator& evaluator, ad::Op op, const Expression& call) {
  const auto arity = static_cast<std::size_t>(ad::info(op).arity);
  require_arguments(call, arity, arity, call.text + (arity == 1 ? "(x)" : "(a, b)"));
  std::vector<ad::Expr> operands;
  for (const Expression& child : call.children) {
    const Value value = evaluator.evaluate(child);
    if (value.kind == Value::Kind::complex && arity == 1) return complex_elementwise(value, call);
    operands.push_back(evaluator.scalar_of(value, child));
  }
  return Value::scalar(evaluator.at(call.span, [&] { return ad::apply(op, operands); }));
}

}  // namespace ansatz::dsl
