#include "settings/operators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/functions.hpp"
#include "evaluate/own_function.hpp"

namespace ansatz::dsl {
namespace {

using Applied = std::function<ad::Expr(std::span<const ad::Expr>)>;

std::size_t arguments_of(search::Place place) { return place == search::Place::unary ? 1 : 2; }

/// "wave(x)", "blend(a, b)"
std::string call_text(const std::string& name, search::Place place) {
  return name + (place == search::Place::unary ? "(x)" : "(a, b)");
}

/// The function of that name, called with as many arguments as the place has.
Applied function_of_language(std::shared_ptr<const Model> model, const std::string& name, Span span) {
  return [model = std::move(model), name, span](std::span<const ad::Expr> arguments) {
    ConstantScope scope(arguments[0].graph());
    Evaluator evaluator(*model, scope);
    Expression call;
    call.kind = ExprKind::call;
    call.text = name;
    call.span = call.operator_span = span;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      Expression argument;
      argument.kind = ExprKind::name;
      argument.text = fmt::format("argument {}", i);  // which no file can declare
      argument.span = span;
      evaluator.bind(argument.text, Value::scalar(arguments[i]));
      call.children.push_back(std::move(argument));
      call.arguments.emplace_back();
    }
    return evaluator.scalar(call);
  };
}

/// Throws a Failure where it does not take that many, or gives no number.
void require_sound(const Applied& value, search::Place place, const SettingValue& name, const std::string& text) {
  ad::Graph graph;
  std::vector<ad::Expr> arguments;
  for (std::size_t i = 0; i < arguments_of(place); ++i) arguments.push_back(graph.parameter(fmt::format("x{}", i)));
  std::string why;
  try {
    value(arguments);
    return;
  } catch (const Failure& failure) {
    why = failure.diagnostic.message;
  } catch (const UserError& error) {
    why = error.what();
  } catch (const Broken&) {  // reported where it is defined
    throw;
  }
  fail(Finding(Code::wrong_arguments, name.tree->span,
               fmt::format("`{}` cannot be called as `{}`: {}", name.word, text, why))
           .label("not such a function"));
}

/// Of many arguments it is called as of two, and named apart: candidates tell operators by their names.
search::OperatorRef made(const Applied& value, search::Place place, const SettingValue& name) {
  const std::string text = call_text(name.word, place);
  require_sound(value, place, name, text);
  const bool many = place == search::Place::many;
  return std::make_shared<const search::Operator>(search::Operator{
      many ? name.word + "_n" : name.word, many ? search::Operator::many : arguments_of(place), value, text});
}

search::OperatorRef own_operator(const Model& model, const SettingSpec& spec, const SettingValue& name) {
  const search::Place place = place_of(spec);
  const Definition& own = *model.definitions[*name.definition].definition;
  if (!own.is_function || own.parameters.size() != arguments_of(place))
    fail(Finding(Code::wrong_arguments, name.tree->span,
                 fmt::format("`{}` is to be a function of {}; `{}` is {}", spec.name,
                             place == search::Place::unary ? "one argument" : "two arguments", name.word,
                             own.is_function ? fmt::format("one of {}", own.parameters.size()) : "none"))
             .help(fmt::format("as in `let {}`",
                               place == search::Place::unary ? "wave(x) = sin(2*x)" : "blend(a, b) = a*sigmoid(b)"))
             .also(own.name.span, "defined here"));
  if (own.table)
    fail(Finding(Code::wrong_arguments, name.tree->span, "a function of a search is a formula, and this is a table")
             .also(own.name.span, "defined here"));
  if (search::Operators().find(name.word) != nullptr)
    fail(Finding(Code::already_taken, own.name.span,
                 fmt::format("`{}` is the name of an operator of searches", name.word))
             .label("another function of that name")
             .help("call yours otherwise"));
  return made(own_function(model.shared_from_this(), *name.definition, name.tree->span), place, name);
}

bool fits(const search::Operator& op, search::Place place) {
  const std::size_t arity = place == search::Place::many ? search::Operator::many : arguments_of(place);
  return op.arity == arity;
}

[[noreturn]] void refuse(const Model& model, const SettingSpec& spec, const SettingValue& name,
                         const search::Operators& table) {
  const search::Place place = place_of(spec);
  std::vector<std::string> names;
  for (const Option& option : spec.options) names.push_back(option.name);
  for (const search::OperatorRef& op : table.all())
    if (fits(*op, place)) names.push_back(op->name);
  for (const Declared& declared : model.definitions)
    if (declared.definition->is_function && declared.definition->parameters.size() == arguments_of(place))
      names.push_back(declared.name());
  fail(Finding(Code::unknown_setting, name.tree->span,
               fmt::format("there is no function `{}` for `{}`", name.word, spec.name))
           .label("not a function")
           .instead_of(name.word, names, "there are " + listed(names) + ", and every `let` of the file"));
}

}  // namespace

search::Place place_of(const SettingSpec& spec) {
  for (const search::Place place : {search::Place::unary, search::Place::binary})
    if (search::name_of(place) == spec.name) return place;
  return search::Place::many;
}

search::OperatorRef operator_of(const Model& model, const SettingSpec& spec, const SettingValue& name) {
  const search::Place place = place_of(spec);
  if (name.definition) return own_operator(model, spec, name);
  const search::Operators table;
  if (const search::OperatorRef known = table.find(name.word); known && fits(*known, place)) return known;
  if (find_function(name.word) == nullptr && !find_callable(name.word)) refuse(model, spec, name, table);
  return made(function_of_language(model.shared_from_this(), name.word, name.tree->span), place, name);
}

void require_operator(const Model& model, const SettingSpec& spec, const SettingValue& value) {
  operator_of(model, spec, value);
}

}  // namespace ansatz::dsl
