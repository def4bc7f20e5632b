#include "evaluate/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "evaluate/functions.hpp"
#include "names/names.hpp"

namespace ansatz::dsl {
namespace {

/// The text of arguments by identity: expressions are hash-consed, so equal arguments have equal keys.
std::string call_key(std::size_t definition, const std::vector<Value>& arguments) {
  std::string key = std::to_string(definition);
  for (const Value& value : arguments) {
    key += fmt::format("|{}", static_cast<int>(value.kind));
    for (const ad::Expr e : value.parts) key += fmt::format(",{}", e.id());
    key += fmt::format(",{},{},{}", value.truth, static_cast<const void*>(value.shape.get()), value.text);
  }
  return key;
}

}  // namespace

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
  }
  throw InternalFault("an expression of unknown kind");
}

// --- what callers ask for ---------------------------------------------------------------------------

ad::Expr Evaluator::scalar(const Expression& e) {
  const Value value = evaluate(e);
  if (value.kind == Value::Kind::scalar) return value.parts[0];
  if (value.kind == Value::Kind::condition || value.kind == Value::Kind::boolean)
    fail(Finding(Code::condition_or_number, e.span, "this is a condition; a number is needed here")
             .label("a condition")
             .help("write `if ... then ... else ...` to choose between numbers"));
  fail(Finding(Code::wrong_kind, e.span, "a number is needed here, and this is " + describe(value)));
}

std::vector<ad::Expr> Evaluator::components(const Expression& e) {
  const Value value = evaluate(e);
  if (value.kind == Value::Kind::vector) return value.parts;
  if (value.kind == Value::Kind::scalar) return value.parts;
  if (value.kind == Value::Kind::condition || value.kind == Value::Kind::boolean)
    fail(Finding(Code::condition_or_number, e.span, "this is a condition; a number or a vector is needed here")
             .label("a condition"));
  fail(Finding(Code::wrong_kind, e.span, "a number or a vector is needed here, and this is " + describe(value)));
}

ad::Expr Evaluator::as_condition(const Value& value, const Expression& e) {
  if (value.kind == Value::Kind::condition) return value.parts[0];
  if (value.kind == Value::Kind::boolean) return graph().constant(value.truth ? 1 : 0);
  fail(Finding(Code::condition_or_number, e.span, "a condition is needed here, and this is " + describe(value))
           .label("not a condition")
           .help("compare it with something, as in `x > 0`"));
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
  std::vector<ad::Expr> left = components(equation.left);
  const std::vector<ad::Expr> right = components(equation.right);
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
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = at(equation.span, [&] { return left[i] - right[i]; });
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

Value Evaluator::evaluate_name(const Expression& e) {
  if (const Value* value = bound(e.text)) return *value;
  const NameReading reading = read_name(model_, e.text);
  switch (reading.kind) {
    case NameReading::Kind::symbol: return evaluate_symbol(e, *reading.symbol);
    case NameReading::Kind::constant: return Value::scalar(graph().constant(reading.value));
    case NameReading::Kind::normal: {
      std::vector<ad::Expr> parts;
      at(e.span, [&] {
        for (std::size_t i = 0; i < model_.space_dimensions(); ++i) parts.push_back(scope_.normal(i));
      });
      return Value::vector(std::move(parts));
    }
    case NameReading::Kind::derivative:
      return Value::scalar(at(e.span, [&] { return scope_.field(reading.symbol->index, reading.coordinates); }));
    case NameReading::Kind::function:
    case NameReading::Kind::coordinate_operator:
      fail(Finding(Code::wrong_arguments, e.span, fmt::format("`{}` is a function; it needs arguments", e.text))
               .label("no arguments")
               .help(fmt::format("write `{}(...)`", e.text)));
    default: throw Broken{};  // reported when names were resolved
  }
}

Value Evaluator::evaluate_symbol(const Expression& e, const Symbol& symbol) {
  switch (symbol.kind) {
    case SymbolKind::parameter: return parameter(symbol.index);
    case SymbolKind::unknown: return Value::scalar(at(e.span, [&] { return scope_.unknown(symbol.index); }));
    case SymbolKind::coordinate: return Value::scalar(at(e.span, [&] { return scope_.coordinate(symbol.index); }));
    case SymbolKind::field: return Value::scalar(at(e.span, [&] { return scope_.field(symbol.index, {}); }));
    case SymbolKind::definition: break;
  }
  if (model_.definitions[symbol.index].definition->is_function)
    fail(Finding(Code::wrong_arguments, e.span, fmt::format("`{}` is a function; it needs arguments", e.text))
             .label("no arguments"));
  return definition(symbol.index);
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
  const Frame frame(*this);
  Value value = evaluate(*declared.value());
  check_size(*declared.value());
  return definitions_[index] = std::move(value);
}

// --- calls ------------------------------------------------------------------------------------------

Value Evaluator::evaluate_call(const Expression& e) {
  const NameReading reading = read_name(model_, e.text);
  switch (reading.kind) {
    case NameReading::Kind::symbol:
      if (reading.symbol->kind == SymbolKind::field) return evaluate_elsewhere(e, reading.symbol->index, {});
      if (reading.symbol->kind == SymbolKind::definition) {
        std::vector<Value> arguments;
        for (const Expression& argument : e.children) arguments.push_back(evaluate(argument));
        return call_definition(reading.symbol->index, arguments, e.span);
      }
      throw Broken{};
    case NameReading::Kind::derivative: return evaluate_elsewhere(e, reading.symbol->index, reading.coordinates);
    case NameReading::Kind::coordinate_operator: {
      require_arguments(e, 1, 1, e.text + "(expression)");
      std::vector<ad::Expr> parts = components(e.children[0]);
      for (ad::Expr& part : parts) part = at(e.span, [&] { return scope_.derivative(part, reading.coordinates[0]); });
      return Value::vector(std::move(parts));
    }
    case NameReading::Kind::function:
      if (const FunctionInfo* function = find_function(e.text)) {
        Value value = at(e.span, [&] { return function->evaluate(*this, e); });
        check_size(e);
        return value;
      }
      return apply_elementwise(*this, *find_callable(e.text), e);
    default: throw Broken{};
  }
}

Value Evaluator::call_definition(std::size_t index, const std::vector<Value>& arguments, Span place) {
  const Declared& declared = model_.definitions[index];
  if (declared.broken) throw Broken{};
  const std::vector<Name>& parameters = declared.definition->parameters;
  if (!declared.definition->is_function || arguments.size() != parameters.size()) throw Broken{};
  const std::string key = call_key(index, arguments);
  if (const auto known = calls_.find(key); known != calls_.end()) return known->second;

  const Frame frame(*this);
  for (std::size_t i = 0; i < arguments.size(); ++i) bind(parameters[i].text, arguments[i]);
  Value value;
  try {
    value = evaluate(*declared.value());
  } catch (Failure& failure) {
    if (failure.diagnostic.secondary.size() < 3)
      failure.diagnostic.secondary.push_back({place, fmt::format("`{}` is called here", declared.name())});
    throw;
  }
  check_size(*declared.value());
  return calls_[key] = std::move(value);
}

ad::Expr Evaluator::apply(std::size_t definition, ad::Expr z, Span place) {
  const Value value = call_definition(definition, {Value::scalar(z)}, place);
  if (value.kind != Value::Kind::scalar)
    fail(Finding(Code::wrong_kind, place,
                 fmt::format("an activation gives a number, and `{}` gives {}", model_.definitions[definition].name(),
                             describe(value))));
  return value.parts[0];
}

/// u(x = 0), u_x(x = 0, t = 1): coordinates that are not given stay as they are.
Value Evaluator::evaluate_elsewhere(const Expression& e, std::size_t field,
                                    const std::vector<std::size_t>& derivatives) {
  std::vector<ad::Expr> place;
  at(e.span, [&] {
    for (std::size_t i = 0; i < model_.coordinates.size(); ++i) place.push_back(scope_.coordinate(i));
  });
  for (std::size_t i = 0; i < e.children.size(); ++i) {
    const Symbol* symbol = model_.find(e.arguments[i].name.text);
    if (e.arguments[i].kind != ArgumentForm::Kind::named || symbol == nullptr) throw Broken{};
    place[symbol->index] = scalar(e.children[i]);
  }
  return Value::scalar(at(e.span, [&] { return scope_.field_at(field, derivatives, place); }));
}

std::size_t Evaluator::coordinate_argument(const Expression& e) const {
  const Symbol* symbol = e.kind == ExprKind::name ? model_.find(e.text) : nullptr;
  if (symbol == nullptr || symbol->kind != SymbolKind::coordinate)
    fail(Finding(Code::wrong_arguments, e.span, "the name of a coordinate is needed here").label("not a coordinate"));
  return symbol->index;
}

}  // namespace ansatz::dsl
