// Settings that only a plot has: what it draws, over which coordinates, and where the others are held.
#include <fmt/format.h>

#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"
#include "settings/settings.hpp"

namespace ansatz::dsl {
/// They are understood where the whole problem is known.
SettingValue ValueReader::read_expressions(const SettingSpec& spec, const Expression& tree) {
  SettingValue value;
  for (const Expression* part : parts_of(tree)) {
    if (part->kind == ExprKind::string || part->kind == ExprKind::boolean)
      refuse({spec.name, spec.type, spec.limits, describe(spec)}, *part, "");
    value.items.emplace_back();
    value.items.back().tree = part;
  }
  if (value.items.empty()) refuse({spec.name, spec.type, spec.limits, describe(spec)}, tree, "an empty list");
  return value;
}

SettingValue ValueReader::read_coordinates(const SettingSpec& spec, const Expression& tree) {
  SettingValue value;
  for (const Expression* part : parts_of(tree)) {
    const Symbol* symbol = part->kind == ExprKind::name ? model_.find(part->text) : nullptr;
    if (symbol == nullptr || symbol->kind != SymbolKind::coordinate) {
      std::vector<std::string> names;
      for (const Name& name : model_.coordinates) names.push_back(name.text);
      fail(Finding(Code::wrong_value, part->span, must_be(spec.name, describe(spec)))
               .label("not a coordinate")
               .instead_of(part->kind == ExprKind::name ? part->text : "", names, "coordinates are " + listed(names)));
    }
    value.numbers.push_back(static_cast<double>(symbol->index));
  }
  if (value.numbers.empty()) refuse({spec.name, spec.type, spec.limits, describe(spec)}, tree, "an empty list");
  return value;
}

SettingValue ValueReader::read_values(const SettingSpec& spec, const Expression& tree) {
  SettingValue value;
  const Wanted wanted{spec.name, spec.type, spec.limits, describe(spec)};
  append(value.numbers, wanted, tree);
  if (value.numbers.empty()) refuse(wanted, tree, "an empty list");
  return value;
}

}  // namespace ansatz::dsl
