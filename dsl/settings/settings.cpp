#include "settings/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/dsl/parse.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

std::vector<std::string> option_names(const SettingSpec& spec) {
  std::vector<std::string> names;
  for (const Option& option : spec.options) names.emplace_back(option.name);
  return names;
}

std::vector<std::string> argument_names(const Option& option) {
  std::vector<std::string> names;
  for (const SettingSpec& argument : option.arguments) names.emplace_back(argument.name);
  return names;
}

/// The options that take an argument of this name.
std::vector<std::string> names_with_argument(const SettingSpec& spec, std::string_view argument) {
  std::vector<std::string> names;
  for (const Option& option : spec.options)
    if (std::any_of(option.arguments.begin(), option.arguments.end(),
                    [&](const SettingSpec& own) { return own.name == argument; }))
      names.push_back(option.name);
  return names;
}

bool is_list(SettingType type) { return type == SettingType::whole_list || type == SettingType::real_list; }

}  // namespace

const SettingValue& SettingValue::argument(std::string_view wanted) const {
  for (const SettingValue& value : arguments)
    if (value.name == wanted) return value;
  throw InternalFault(fmt::format("option `{}` has no argument `{}`", word, wanted));
}

const EffectiveSetting* EffectiveBlock::find(std::string_view setting) const {
  const auto found = std::find_if(settings.begin(), settings.end(), [&](const auto& s) { return s.name == setting; });
  return found == settings.end() ? nullptr : &*found;
}

const Expression& ValueReader::fallback(std::string_view text) {
  if (const auto known = model_.fallbacks.find(text); known != model_.fallbacks.end()) return known->second;
  const std::uint32_t source = model_.sources.add("default", std::string(text));
  ParsedExpression parsed = parse_expression(model_.sources, source);
  if (has_errors(parsed.diagnostics)) throw InternalFault(fmt::format("the default `{}` cannot be read", text));
  return model_.fallbacks.emplace(text, std::move(parsed.expression)).first->second;
}

double ValueReader::evaluate_default(const Expression& tree, const EffectiveBlock& block, double dimensions) {
  Evaluator evaluator(model_, constants_.scope());
  const auto bind = [&](std::string_view name, double value) {
    evaluator.bind(name, Value::scalar(evaluator.graph().constant(value)));
  };
  bind("dimensions", dimensions);
  for (const EffectiveSetting& setting : block.settings)
    if (setting.value.numbers.size() == 1)
      bind(fmt::format("{}_{}", block.spec->keyword, setting.name), setting.value.number());
  return evaluator.number(tree, "a default");
}

SettingValue ValueReader::read(const SettingSpec& spec, const Expression& tree) {
  SettingValue value = read_any(spec, tree);
  value.tree = &tree;
  return value;
}

SettingValue ValueReader::read_any(const SettingSpec& spec, const Expression& tree) {
  if (spec.of_search != SearchValue::none) return read_search(spec, tree);
  if (spec.type == SettingType::activation) return read_activation(spec, tree);
  if (spec.type == SettingType::choice) return read_option(spec, tree);
  if (spec.type == SettingType::inputs) return read_inputs(spec, tree);
  if (spec.type == SettingType::expressions) return read_expressions(spec, tree);
  if (spec.type == SettingType::coordinates) return read_coordinates(spec, tree);
  if (spec.type == SettingType::values) return read_values(spec, tree);
  if (spec.type == SettingType::choice_list) return read_options(spec, tree);
  if (spec.type == SettingType::criteria) return read_criteria(spec, tree);
  if (!spec.options.empty() && is_word(tree) && find_option(spec, tree.text) != nullptr) return read_option(spec, tree);
  if (!spec.options.empty() && tree.kind == ExprKind::name &&
      read_name(model_, tree.text).kind == NameReading::Kind::unknown)
    refuse_word(spec, tree, "it is " + describe(spec));
  return read_plain({spec.name, spec.type, spec.limits, describe(spec)}, tree);
}

void ValueReader::refuse(const Wanted& wanted, const Expression& tree, const std::string& got) {
  fail(Finding(Code::wrong_value, tree.span, must_be(wanted.name, wanted.description, got)));
}

void ValueReader::refuse_word(const SettingSpec& spec, const Expression& tree, const std::string& all) {
  fail(Finding(Code::unknown_setting, tree.kind == ExprKind::call ? tree.operator_span : tree.span,
               fmt::format("`{}` cannot be `{}`", spec.name, tree.text))
           .label("not one of its values")
           .instead_of(tree.text, option_names(spec), all));
}

// --- numbers, texts, lists --------------------------------------------------------------------------

SettingValue ValueReader::read_plain(const Wanted& wanted, const Expression& tree) {
  SettingValue value;
  if (wanted.type == SettingType::text) {
    if (tree.kind != ExprKind::string) refuse(wanted, tree, "");
    value.word = tree.text;
  } else if (wanted.type == SettingType::name) {
    if (tree.kind != ExprKind::name) refuse(wanted, tree, "");
    value.word = tree.text;
  } else if (wanted.type == SettingType::names) {
    for (const Expression* part : parts_of(tree)) {
      if (part->kind != ExprKind::name) refuse(wanted, *part, "");
      value.words.push_back(part->text);
    }
    if (value.words.empty()) refuse(wanted, tree, "an empty list");
  } else if (wanted.type == SettingType::boolean) {
    if (tree.kind != ExprKind::boolean) refuse(wanted, tree, "");
    value.truth = tree.number != 0;
  } else if (is_list(wanted.type)) {
    append(value.numbers, wanted, tree);
    if (value.numbers.empty() && !wanted.limits.or_none) refuse(wanted, tree, "an empty list");
  } else {
    value.numbers.push_back(number(wanted, tree));
  }
  return value;
}

double ValueReader::number(const Wanted& wanted, const Expression& tree) {
  if (tree.kind == ExprKind::string || tree.kind == ExprKind::boolean || tree.kind == ExprKind::list)
    refuse(wanted, tree, "");
  if (!resolver_.resolve(tree)) throw Broken{};
  const std::optional<double> known = constant_of(constants_.scalar(tree));
  if (!known) refuse(wanted, tree, "something that is not known before training");
  if (!may_be(wanted.type, wanted.limits, *known)) refuse(wanted, tree, fmt::format("{}", *known));
  return *known;
}

// --- options ----------------------------------------------------------------------------------------

SettingValue ValueReader::read_option(const SettingSpec& spec, const Expression& tree) {
  if (!is_word(tree)) refuse({spec.name, spec.type, spec.limits, describe(spec)}, tree, "");
  const Option* option = find_option(spec, tree.text);
  if (option == nullptr) refuse_word(spec, tree, "it is one of " + listed(option_names(spec)));
  SettingValue value;
  value.is_option = true;
  value.word = option->name;
  std::vector<const Expression*> given(option->arguments.size(), nullptr);
  if (tree.kind == ExprKind::call) read_arguments(spec, *option, tree, given);
  for (std::size_t i = 0; i < given.size(); ++i) {
    const SettingSpec& argument = option->arguments[i];
    if (given[i] == nullptr && argument.fallback.empty())
      fail(Finding(Code::wrong_arguments, tree.span,
                   fmt::format("`{}` needs `{}`: {}", option->name, argument.name, argument.doc))
               .help(fmt::format("write `{}({} = ...)`", option->name, argument.name)));
    value.arguments.push_back(read_argument(argument, given[i] != nullptr ? *given[i] : fallback(argument.fallback)));
    value.arguments.back().name = argument.name;
  }
  return value;
}

/// Which argument of an option is given by this name.
std::size_t ValueReader::slot_of(const SettingSpec& spec, const Option& option, const Name& name) const {
  const std::vector<std::string> names = argument_names(option);
  const std::vector<std::string> others = names_with_argument(spec, name.text);
  if (option.method && option.method->is("without_slopes") && names.empty() && !others.empty())
    fail(Finding(Code::no_slopes, name.span, fmt::format("`{}` has no slopes, and no `{}`", option.name, name.text))
             .help(fmt::format("take it out, or choose {}", either(others))));
  const auto found = std::find(names.begin(), names.end(), name.text);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  fail(Finding(Code::wrong_arguments, name.span, fmt::format("`{}` has no argument `{}`", option.name, name.text))
           .label("not one of its arguments")
           .instead_of(
               name.text, names,
               names.empty() ? fmt::format("`{}` takes no arguments", option.name) : "it takes " + listed(names)));
}

void ValueReader::read_arguments(const SettingSpec& spec, const Option& option, const Expression& call,
                                 std::vector<const Expression*>& given) {
  const std::vector<std::string> names = argument_names(option);
  for (std::size_t i = 0; i < call.children.size(); ++i) {
    const ArgumentForm& form = call.arguments[i];
    std::size_t slot = i;
    if (form.kind != ArgumentForm::Kind::positional) {
      slot = slot_of(spec, option, form.name);
    } else if (slot >= names.size()) {
      fail(Finding(
               Code::wrong_arguments, call.span,
               fmt::format("`{}` takes at most {} arguments; got {}", option.name, names.size(), call.children.size()))
               .help(names.empty() ? "" : "it takes " + listed(names)));
    }
    if (given[slot] != nullptr)
      fail(Finding(Code::wrong_arguments, call.children[i].span, fmt::format("`{}` is given twice", names[slot])));
    given[slot] = &call.children[i];
  }
}

SettingValue ValueReader::read_argument(const SettingSpec& argument, const Expression& tree) {
  const Wanted wanted{argument.name, argument.type, argument.limits, describe(argument)};
  if (argument.type == SettingType::choice_list) return read_functions(argument, tree);
  SettingValue value;
  if (const Option* option = is_word(tree) ? find_option(argument, tree.text) : nullptr; option && option->method) {
    value = read_option(argument, tree);
    value.tree = &tree;
    return value;
  }
  const bool word = tree.kind == ExprKind::name && find_option(argument, tree.text) != nullptr;
  if (argument.type != SettingType::choice && !word) {
    value = read_plain(wanted, tree);
    value.tree = &tree;
    return value;
  }
  value.tree = &tree;
  value.is_option = true;
  value.word = tree.text;
  if (!word) refuse(wanted, tree, "");
  return value;
}

}  // namespace ansatz::dsl
