// What is asked of the fields of a model: pieces by their regions, and fields as they were declared.
#include <set>

#include "names/model.hpp"

namespace ansatz::dsl {

std::optional<std::size_t> Model::region_of(std::size_t field) const {
  const Expression* part = field_parts[field];
  const Symbol* symbol = part != nullptr && part->kind == ExprKind::name ? find(part->text) : nullptr;
  const bool region = symbol != nullptr && symbol->kind == SymbolKind::definition &&
                      definitions[symbol->index].definition->kind == Definition::Kind::region;
  return region ? std::optional(symbol->index) : std::nullopt;
}

std::vector<Name> Model::declared_fields() const {
  std::vector<Name> declared;
  std::set<std::size_t> known;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    if (known.count(field) != 0) continue;
    Name name = fields[field];
    for (const auto& [text, symbol] : symbols)
      if (symbol.kind == SymbolKind::field && symbol.index == field) {
        name.text = text;
        const std::vector<std::size_t> parts = symbol.parts();
        known.insert(parts.begin(), parts.end());
      }
    declared.push_back(std::move(name));
  }
  return declared;
}

}  // namespace ansatz::dsl
