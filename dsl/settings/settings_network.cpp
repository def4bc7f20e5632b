// What a network reads.
#include <fmt/format.h>

#include <algorithm>

#include "ansatz/core/feature.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"
#include "settings/settings.hpp"

namespace ansatz::dsl {
namespace {

const Symbol* coordinate(const Model& model, const Expression& tree) {
  const Symbol* symbol = tree.kind == ExprKind::name ? model.find(tree.text) : nullptr;
  return symbol != nullptr && symbol->kind == SymbolKind::coordinate ? symbol : nullptr;
}

}  // namespace

// --- inputs -----------------------------------------------------------------------------------------

SettingValue ValueReader::read_inputs(const SettingSpec& spec, const Expression& tree) {
  if (tree.kind != ExprKind::list || tree.children.empty())
    refuse({spec.name, spec.type, spec.limits, describe(spec)}, tree, "");
  SettingValue value;
  for (const Expression& child : tree.children) {
    value.items.push_back(read_feature(spec, child));
    value.items.back().tree = &child;
  }
  return value;
}

/// A definition of the file goes before the option of its name.
SettingValue ValueReader::read_feature(const SettingSpec& spec, const Expression& tree) {
  SettingValue value;
  if (const Symbol* symbol = coordinate(model_, tree)) {
    value.numbers.push_back(static_cast<double>(symbol->index));
    return value;
  }
  const bool call = tree.kind == ExprKind::call && model_.find(tree.text) == nullptr;
  const Option* option = call ? find_option(spec, tree.text) : nullptr;
  if (option == nullptr) {
    if (!resolver_.resolve(tree)) throw Broken{};
    return value;
  }
  std::vector<const Expression*> given(option->arguments.size(), nullptr);
  for (std::size_t i = 0; i < tree.children.size(); ++i) {
    if (tree.arguments[i].kind != ArgumentForm::Kind::positional) {
      given[slot_of(spec, *option, tree.arguments[i].name)] = &tree.children[i];
      continue;
    }
    const Symbol* symbol = coordinate(model_, tree.children[i]);
    if (symbol == nullptr)
      fail(Finding(Code::wrong_arguments, tree.children[i].span, fmt::format("`{}` is of coordinates", option->name))
               .label("not a coordinate"));
    value.numbers.push_back(static_cast<double>(symbol->index));
  }
  const bool several = static_cast<const FeatureMethod&>(*option->method).several;
  if (value.numbers.empty() || (!several && value.numbers.size() > 1))
    fail(Finding(Code::wrong_arguments, tree.span,
                 fmt::format("`{}` is of {}", option->name, several ? "coordinates" : "one coordinate"))
             .help(fmt::format("as in `{}(x)`", option->name)));
  value.is_option = true;
  value.word = option->name;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const SettingSpec& argument = option->arguments[i];
    if (argument.type == SettingType::coordinates) {
      if (given[i] != nullptr)
        fail(Finding(Code::wrong_arguments, given[i]->span, "coordinates are given by position").label("by name"));
      continue;
    }
    value.arguments.push_back(read_argument(argument, given[i] != nullptr ? *given[i] : fallback(argument.fallback)));
    value.arguments.back().name = argument.name;
  }
  return value;
}

}  // namespace ansatz::dsl
