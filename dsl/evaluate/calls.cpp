// Calls: of definitions, of functions, and of fields at another place.
#include <fmt/format.h>

#include "evaluate/evaluate.hpp"
#include "evaluate/functions.hpp"
#include "evaluate/past.hpp"
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

Value Evaluator::evaluate_call(const Expression& e) {
  const NameReading reading = read_name(model_, e.text);
  switch (reading.kind) {
    case NameReading::Kind::symbol:
      if (reading.symbol->kind == SymbolKind::field) return evaluate_elsewhere(e, *reading.symbol, {});
      if (reading.symbol->kind == SymbolKind::definition) {
        std::vector<Value> arguments;
        for (const Expression& argument : e.children) arguments.push_back(evaluate(argument));
        return call_definition(reading.symbol->index, arguments, e.span);
      }
      throw Broken{};
    case NameReading::Kind::derivative: return evaluate_elsewhere(e, *reading.symbol, reading.coordinates);
    case NameReading::Kind::coordinate_operator: {
      require_arguments(e, 1, 1, e.text + "(expression)");
      return each_component(e.children[0], [&](ad::Expr part) {
        return at(e.span, [&] { return scope_.derivative(part, reading.coordinates[0]); });
      });
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
  if (declared.definition->table) return look_up(declared, arguments, place);
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

Value Evaluator::look_up(const Declared& table, const std::vector<Value>& arguments, Span place) {
  if (!table.table) throw Broken{};
  std::vector<ad::Expr> at;
  for (const Value& argument : arguments) {
    if (argument.kind != Value::Kind::scalar)
      fail(Finding(
          Code::wrong_kind, place,
          fmt::format("the table `{}` is a function of numbers, and this is {}", table.name(), describe(argument))));
    at.push_back(argument.parts[0]);
  }
  return Value::scalar((*table.table)(at));
}

ad::Expr Evaluator::apply(std::size_t definition, std::span<const ad::Expr> arguments, Span place) {
  std::vector<Value> values;
  for (const ad::Expr& argument : arguments) values.push_back(Value::scalar(argument));
  const Value value = call_definition(definition, values, place);
  if (value.kind != Value::Kind::scalar)
    fail(Finding(Code::wrong_kind, place,
                 fmt::format("an activation gives a number, and `{}` gives {}", model_.definitions[definition].name(),
                             describe(value))));
  return value.parts[0];
}

/// u(x = 0), u_x(x = 0, t = 1): coordinates that are not given stay as they are.
Value Evaluator::evaluate_elsewhere(const Expression& e, const Symbol& field,
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
  return at(e.span, [&] {
    const auto of = [&](std::size_t i) { return field_at_any_time(model_, scope_, i, derivatives, place); };
    if (!field.pieces.empty()) {  // the piece is that of the place, whatever side the point is on
      PlacedScope there(scope_, place);
      return Value::scalar(Evaluator(model_, there).piecewise(field, of));
    }
    return field.complex ? Value::complex(of(field.index), of(field.index + 1)) : Value::scalar(of(field.index));
  });
}

std::size_t Evaluator::coordinate_argument(const Expression& e) const {
  const Symbol* symbol = e.kind == ExprKind::name ? model_.find(e.text) : nullptr;
  if (symbol == nullptr || symbol->kind != SymbolKind::coordinate)
    fail(Finding(Code::wrong_arguments, e.span, "the name of a coordinate is needed here").label("not a coordinate"));
  return symbol->index;
}

}  // namespace ansatz::dsl
