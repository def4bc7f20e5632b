// The activation of a network: the name of a built-in; a `let` of one argument; or a `let` of more, whose arguments
// after the first are trained and called with what they start at, `act(a = 1, b = 0.5)`, each layer having its own, or
// with `per = neuron` each neuron. And the functions that a sum of them as activation is made of: names, or `let`s of
// one argument.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "ansatz/core/activation.hpp"
#include "ansatz/core/kronecker.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/own_function.hpp"
#include "settings/choices.hpp"
#include "settings/settings.hpp"

namespace ansatz::dsl {
namespace {

const SettingSpec& per_row() {
  static const SettingSpec spec{"per",
                                SettingType::choice,
                                "layer",
                                limits::any,
                                {{"layer", {}, "each layer"}, {"neuron", {}, "each neuron"}},
                                "what has trained arguments of its own"};
  return spec;
}

const SettingSpec& start_row() {
  static const SettingSpec spec{"start", SettingType::real, "", limits::any, {}, "what a trained argument starts at"};
  return spec;
}

/// "act(a = 1, b = 1)"
std::string called(const Declared& function) {
  std::string arguments;
  for (const Name& name : std::span(function.definition->parameters).subspan(1))
    arguments += fmt::format("{}{} = 1", arguments.empty() ? "" : ", ", name.text);
  return fmt::format("{}({})", function.name(), arguments);
}

/// Throws E0301 where the `let` that is named there is no number, or speaks of more than its arguments and numbers.
void require_own_function(Model& model, const Declared& declared, std::size_t definition, Span place) {
  ad::Graph graph;
  std::vector<ad::Expr> arguments;
  for (const Name& name : declared.definition->parameters) arguments.push_back(graph.parameter(name.text));
  try {
    own_function(model.shared_from_this(), definition, place)(arguments);
  } catch (const UserError& error) {
    fail(Finding(Code::wrong_kind, place, error.what())
             .help("an activation is a formula of its arguments and of numbers, which gives a number")
             .also(declared.definition->name.span, "defined here"));
  }
}

}  // namespace

SettingValue ValueReader::read_activation(const SettingSpec& spec, const Expression& tree) {
  std::vector<std::string> names;
  for (const ActivationInfo& known : activations()) names.emplace_back(known.name);
  if (!is_word(tree))
    fail(Finding(Code::wrong_value, tree.span, fmt::format("`{}` must be {}", spec.name, describe(spec)))
             .help("built in are " + listed(names)));
  const Symbol* symbol = model_.find(tree.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::definition) return read_own_activation(symbol->index, tree);
  if (find_activation(tree.text) != nullptr) {
    if (tree.kind == ExprKind::call)
      fail(Finding(Code::wrong_arguments, tree.span, fmt::format("`{}` has no trained arguments", tree.text))
               .help(fmt::format("write `{}`", tree.text)));
    SettingValue value;
    value.word = tree.text;
    return value;
  }
  for (const Declared& declared : model_.definitions)
    if (declared.definition->is_function) names.push_back(declared.name());
  fail(Finding(Code::unknown_setting, tree.kind == ExprKind::call ? tree.operator_span : tree.span,
               fmt::format("there is no activation `{}`", tree.text))
           .label("not an activation")
           .instead_of(tree.text, names, "it is one of " + listed(names) + ", or a `let` of one argument"));
}

SettingValue ValueReader::read_own_activation(std::size_t definition, const Expression& tree) {
  const Declared& declared = model_.definitions[definition];
  const std::vector<Name>& parameters = declared.definition->parameters;
  if (!declared.definition->is_function || parameters.empty())
    fail(Finding(Code::wrong_arguments, tree.span, fmt::format("an activation is a function; `{}` is not", tree.text))
             .also(declared.definition->name.span, "defined here"));
  if (parameters.size() > 1 && tree.kind != ExprKind::call)
    fail(Finding(Code::wrong_arguments, tree.span,
                 fmt::format("the arguments of `{}` after the first are trained, and need a start", tree.text))
             .help(fmt::format("write `{}`", called(declared)))
             .also(declared.definition->name.span, "defined here"));
  Expression name = tree;  // of the function alone: what it is of is read below
  name.kind = ExprKind::name;
  name.children.clear();
  name.arguments.clear();
  resolver_.resolve(name);
  SettingValue value;
  value.word = tree.text;
  value.definition = definition;
  if (tree.kind == ExprKind::call) value.arguments = read_trained_arguments(declared, tree);
  require_own_function(model_, declared, definition, tree.kind == ExprKind::call ? tree.operator_span : tree.span);
  return value;
}

/// Those of the function after the first, in its order, and `per` at the end where it is given.
std::vector<SettingValue> ValueReader::read_trained_arguments(const Declared& function, const Expression& call) {
  const std::vector<Name>& parameters = function.definition->parameters;
  std::vector<std::string> names;
  for (std::size_t i = 1; i < parameters.size(); ++i) names.push_back(parameters[i].text);
  const bool taken = std::find(names.begin(), names.end(), per_row().name) != names.end();
  if (!taken) names.push_back(per_row().name);
  std::vector<const Expression*> given(names.size(), nullptr);
  for (std::size_t i = 0; i < call.children.size(); ++i) {
    const Name& name = call.arguments[i].name;
    const auto found = call.arguments[i].kind == ArgumentForm::Kind::positional
                           ? names.end()
                           : std::find(names.begin(), names.end(), name.text);
    if (found == names.end())
      fail(Finding(Code::wrong_arguments, call.children[i].span,
                   fmt::format("say which trained argument of `{}` starts at this", function.name()))
               .help(parameters.size() == 1 ? fmt::format("`{}` has none", function.name())
                                            : fmt::format("write `{}`", called(function))));
    const Expression*& slot = given[static_cast<std::size_t>(found - names.begin())];
    if (slot != nullptr)
      fail(Finding(Code::wrong_arguments, call.children[i].span, fmt::format("`{}` is given twice", name.text)));
    slot = &call.children[i];
  }
  std::vector<SettingValue> arguments;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool per = !taken && i + 1 == names.size();
    if (given[i] == nullptr && per) continue;
    if (given[i] == nullptr)
      fail(Finding(Code::wrong_arguments, call.span, fmt::format("`{}` of `{}` needs a start", names[i], call.text))
               .help(fmt::format("write `{}`", called(function))));
    SettingSpec row = per ? per_row() : start_row();
    row.name = names[i];
    arguments.push_back(read_argument(row, *given[i]));
    arguments.back().name = names[i];
  }
  return arguments;
}

// --- functions in lists --------------------------------------------------------------------------------

constexpr std::string_view names_of_functions = "a list of names of activations and of `let`s of one argument";

/// The lists that stand in choices are of functions.
SettingValue ValueReader::read_functions(const SettingSpec& argument, const Expression& tree) {
  SettingValue value;
  value.tree = &tree;
  for (const Expression* part : parts_of(tree)) value.items.push_back(read_function(argument, *part));
  if (value.items.empty() && argument.fallback.empty())
    fail(Finding(Code::wrong_value, tree.span, must_be(argument.name, names_of_functions, "an empty list"))
             .help(fmt::format("as in `{} = [sin, cos]`", argument.name)));
  return value;
}

SettingValue ValueReader::read_function(const SettingSpec& argument, const Expression& tree) {
  if (!is_word(tree))
    fail(Finding(Code::wrong_value, tree.span, must_be(argument.name, names_of_functions, ""))
             .label("not a name")
             .help("a formula has a name by `let`, as in `let wave(z) = sin(2*z)`"));
  const Symbol* symbol = model_.find(tree.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::definition) {
    const Definition& own = *model_.definitions[symbol->index].definition;
    if (tree.kind == ExprKind::call || own.parameters.size() > 1)
      fail(Finding(Code::wrong_arguments, tree.span,
                   "a function in a list has one argument: nothing of its own is trained")
               .help(fmt::format("name a `let` of one argument, as in `let wave(z) = sin(2*z)` and `{} = [wave]`",
                                 argument.name))
               .also(own.name.span, "defined here"));
  }
  SettingValue value = read_activation(argument, tree);
  value.tree = &tree;
  if (!value.definition) return value;
  const auto apply = own_function(model_.shared_from_this(), *value.definition, tree.span);
  value.method = std::make_shared<const FunctionMethod>(tree.text, "a `let` of the file",
                                                        [apply](ad::Expr z) { return apply(std::array{z}); });
  return value;
}

}  // namespace ansatz::dsl
