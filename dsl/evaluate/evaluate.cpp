// The walk over the tree, what callers ask for, and names. The rest of the evaluator: operators.cpp,
// evaluate/calls.cpp, integral.cpp.
#include "evaluate/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ansatz/core/membership.hpp"
#include "evaluate/complex.hpp"
#include "evaluate/space_operators.hpp"
#include "names/names.hpp"

namespace ansatz::dsl {

std::optional<double> constant_of(ad::Expr e) {
  const ad::Graph& graph = e.graph();
  if (graph.node(e.id()).op != ad::Op::constant || e.shape().size() != 1) return std::nullopt;
  return graph.constant_values(e.id())[0];
}

Value Evaluator::evaluate(const Expression& e) {
  switch (e.kind) {
    case ExprKind::number: return Value::scalar(graph().constant(e.number));
    case ExprKind::string: return Value::of_text(e.text);
    case ExprKind::boolean: return Value::boolean(e.number != 0);
    case ExprKind::name: return evaluate_name(e);
    case ExprKind::unary: return evaluate_unary(e);
    case ExprKind::binary: return evaluate_chain(e);
    case ExprKind::comparison: return evaluate_comparison(e);
    case ExprKind::conditional: return evaluate_conditional(e);
    case ExprKind::call: return evaluate_call(e);
    case ExprKind::list: return evaluate_list(e);
    case ExprKind::duration:
      fail(Finding(Code::wrong_kind, e.span, "a time ends a stage by itself, and is no number")
               .label("a time")
               .help("write `until = 10 min`, or several ends with `or`"));
  }
  throw InternalFault("an expression of unknown kind");
}

// --- what callers ask for ---------------------------------------------------------------------------

ad::Expr Evaluator::scalar_of(const Value& value, const Expression& e) const {
  if (value.kind == Value::Kind::scalar) return value.parts[0];
  if (value.kind == Value::Kind::condition || value.kind == Value::Kind::boolean)
    fail(Finding(Code::condition_or_number, e.span, "this is a condition; a number is needed here")
             .label("a condition")
             .help("write `if ... then ... else ...` to choose between numbers"));
  fail(Finding(Code::wrong_kind, e.span, "a number is needed here, and this is " + describe(value))
           .help(value.kind == Value::Kind::complex ? "write `re(...)`, `im(...)` or `abs2(...)`" : ""));
}

std::vector<ad::Expr> Evaluator::components_of(const Value& value, const Expression& e) const {
  if (value.kind == Value::Kind::vector) return value.parts;
  if (value.kind == Value::Kind::scalar) return value.parts;
  if (value.kind == Value::Kind::condition || value.kind == Value::Kind::boolean)
    fail(Finding(Code::condition_or_number, e.span, "this is a condition; a number or a vector is needed here")
             .label("a condition"));
  fail(Finding(Code::wrong_kind, e.span, "a number or a vector is needed here, and this is " + describe(value))
           .help(value.kind == Value::Kind::complex ? "write `re(...)`, `im(...)` or `abs2(...)`" : ""));
}

ad::Expr Evaluator::as_condition(const Value& value, const Expression& e) {
  if (value.kind == Value::Kind::condition) return on_side(value.parts[0], e);
  if (value.kind == Value::Kind::boolean) return graph().constant(value.truth ? 1 : 0);
  if (value.kind == Value::Kind::shape) return on_side(belongs_to(*value.shape, e), e);
  fail(Finding(Code::condition_or_number, e.span, "a condition is needed here, and this is " + describe(value))
           .label("not a condition")
           .help("compare it with something, as in `x > 0`"));
}

ad::Expr Evaluator::belongs_to(const Geometry& shape, const Expression& e) {
  if (shape.dimensions() != model_.space_dimensions())
    fail(Finding(
        Code::wrong_kind, e.span,
        fmt::format("this shape has {} dimensions, and space has {}", shape.dimensions(), model_.space_dimensions())));
  return at(e.span, [&] {
    std::vector<ad::Expr> point;
    for (std::size_t i = 0; i < shape.dimensions(); ++i) point.push_back(scope_.coordinate(i));
    return membership(shape, point);
  });
}

ad::Expr Evaluator::condition(const Expression& e) { return as_condition(evaluate(e), e); }

double Evaluator::number(const Expression& e, std::string_view what) {
  const std::optional<double> value = constant_of(scalar(e));
  if (!value)
    fail(Finding(Code::wrong_value, e.span, fmt::format("{} must be a number that is known before training", what)));
  if (std::isnan(*value))
    fail(Finding(Code::wrong_value, e.span, fmt::format("{} is not a number", what)).label("this is 0/0 or the like"));
  return *value;
}

std::vector<ad::Expr> Evaluator::residuals(const Equation& equation) {
  const Value of_left = evaluate(equation.left), of_right = evaluate(equation.right);
  const bool complex = of_left.kind == Value::Kind::complex || of_right.kind == Value::Kind::complex;
  if (complex && equation.relation != "=")
    fail(Finding(Code::wrong_kind, equation.span, "complex numbers have no order")
             .help("compare `re(...)`, `im(...)` or `abs2(...)`"));
  std::vector<ad::Expr> left =
      complex ? as_complex(*this, of_left, equation.left).parts : components_of(of_left, equation.left);
  const std::vector<ad::Expr> right =
      complex ? as_complex(*this, of_right, equation.right).parts : components_of(of_right, equation.right);
  const auto words = [](const std::vector<ad::Expr>& side) {
    return side.size() == 1 ? std::string("a scalar") : fmt::format("a vector ({})", side.size());
  };
  if (left.size() != right.size()) {
    Finding error = Finding(Code::unequal_sides, equation.left.span,
                            fmt::format("left side is {}, right side is {}", words(left), words(right)))
                        .label(words(left));
    error.also(equation.right.span, words(right));
    if (right.size() == 1) error.help(fmt::format("write a list of {} on the right side", left.size()));
    fail(error);
  }
  const bool less = equation.relation.starts_with('<');
  for (std::size_t i = 0; i < left.size(); ++i)
    left[i] = at(equation.span, [&] { return less ? right[i] - left[i] : left[i] - right[i]; });
  check_size(equation.left);
  return left;
}

void Evaluator::check_size(const Expression& e) {
  const std::size_t limit = scope_.node_limit();
  if (limit != 0 && graph().size() > limit)
    fail(
        Finding(Code::too_large, e.span, fmt::format("more than {} operations once everything is written out", limit)));
}

// --- names ------------------------------------------------------------------------------------------

const Value* Evaluator::bound(std::string_view name) const {
  for (std::size_t i = bindings_.size(); i > frame_; --i)
    if (bindings_[i - 1].name == name) return &bindings_[i - 1].value;
  return nullptr;
}

Value Evaluator::evaluate_with(std::string_view name, const Value& value, const Expression& e) {
  const std::size_t visible = frame_;
  const Frame frame(*this);
  frame_ = visible;
  bind(name, value);
  return evaluate(e);
}

Value Evaluator::evaluate_in(Scope& scope, const Expression& e) const {
  Evaluator there(model_, scope);
  for (std::size_t i = frame_; i < bindings_.size(); ++i) there.bind(bindings_[i].name, bindings_[i].value);
  there.integral_depth = integral_depth;
  there.terms_ = terms_;
  return there.evaluate(e);
}

Value Evaluator::evaluate_name(const Expression& e) {
  if (const Value* value = bound(e.text)) return *value;
  const NameReading reading = read_name(model_, e.text);
  switch (reading.kind) {
    case NameReading::Kind::symbol: return evaluate_symbol(e, *reading.symbol);
    case NameReading::Kind::constant: return Value::scalar(graph().constant(reading.value));
    case NameReading::Kind::normal: {
      return Value::vector(at(e.span, [&] { return unit_normal(*this); }));
    }
    case NameReading::Kind::imaginary: return Value::complex(graph().constant(0), graph().constant(1));
    case NameReading::Kind::derivative:
      return at(e.span, [&] { return field_value(*reading.symbol, reading.coordinates); });
    case NameReading::Kind::function:
    case NameReading::Kind::coordinate_operator:
      fail(Finding(Code::wrong_arguments, e.span, fmt::format("`{}` is a function; it needs arguments", e.text))
               .label("no arguments")
               .help(fmt::format("write `{}(...)`", e.text)));
    default: throw Broken{};  // reported when names were resolved
  }
}

Value Evaluator::field_value(const Symbol& field, std::span<const std::size_t> derivatives) {
  const auto of = [&](std::size_t i) { return scope_.field(i, derivatives); };
  if (!field.pieces.empty()) return Value::scalar(piecewise(field, of));
  return field.complex ? Value::complex(of(field.index), of(field.index + 1)) : Value::scalar(of(field.index));
}

Value Evaluator::evaluate_symbol(const Expression& e, const Symbol& symbol) {
  switch (symbol.kind) {
    case SymbolKind::parameter: return parameter(symbol.index);
    case SymbolKind::unknown: return Value::scalar(at(e.span, [&] { return scope_.unknown(symbol.index); }));
    case SymbolKind::coordinate: return Value::scalar(at(e.span, [&] { return scope_.coordinate(symbol.index); }));
    case SymbolKind::field: return at(e.span, [&] { return field_value(symbol, {}); });
    case SymbolKind::definition: break;
  }
  if (model_.definitions[symbol.index].definition->is_function)
    fail(Finding(Code::wrong_arguments, e.span, fmt::format("`{}` is a function; it needs arguments", e.text))
             .label("no arguments"));
  const bool side = side_ && std::find(model_.sides.begin(), model_.sides.end(), symbol.index) != model_.sides.end();
  if (side) return Value::boolean(symbol.index == *side_);
  return at(e.span, [&] { return definition(symbol.index); });
}

Value Evaluator::parameter(std::size_t index) {
  const Declared& declared = model_.parameters[index];
  if (declared.broken || declared.value() == nullptr) throw Broken{};
  if (const auto known = parameters_.find(index); known != parameters_.end()) return known->second;
  const Frame frame(*this);
  const double value = number(*declared.value(), fmt::format("parameter `{}`", declared.name()));
  return parameters_[index] = Value::scalar(graph().constant(value));
}

Value Evaluator::definition(std::size_t index) {
  const Declared& declared = model_.definitions[index];
  if (declared.broken) throw Broken{};
  if (const auto known = definitions_.find(index); known != definitions_.end()) return known->second;
  if (declared.definition->table) {
    if (!declared.table) throw Broken{};
    std::vector<ad::Expr> at;
    for (const std::size_t coordinate : declared.coordinates) at.push_back(scope_.coordinate(coordinate));
    return definitions_[index] = Value::scalar((*declared.table)(at));
  }
  const Frame frame(*this);
  Value value = evaluate(*declared.value());
  check_size(*declared.value());
  return definitions_[index] = std::move(value);
}

}  // namespace ansatz::dsl
