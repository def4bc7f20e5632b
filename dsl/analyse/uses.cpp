// Which declarations a problem speaks of, directly or through others: of the rest it does not depend.
#include "analyse/analysis.hpp"
#include "names/names.hpp"

namespace ansatz::dsl {
namespace {

const Declared* declared_by(const Model& model, const Symbol& symbol) {
  switch (symbol.kind) {
    case SymbolKind::parameter: return &model.parameters[symbol.index];
    case SymbolKind::definition: return &model.definitions[symbol.index];
    case SymbolKind::unknown: return &model.unknowns[symbol.index];
    default: return nullptr;
  }
}

}  // namespace

std::set<const Declared*> declarations_behind(const Model& model, std::vector<const Symbol*> names) {
  std::vector<Diagnostic> silent;  // what is wrong with them was reported where they are declared
  Resolver resolver(model, silent);
  std::set<const Declared*> found;
  while (!names.empty()) {
    const Declared* declared = declared_by(model, *names.back());
    names.pop_back();
    if (declared == nullptr || !found.insert(declared).second) continue;
    if (declared->value() != nullptr) resolver.resolve(*declared->value(), declared->definition->parameters);
    if (declared->definition->range) resolver.resolve(*declared->definition->range);
    for (const Symbol* symbol : resolver.take_used()) names.push_back(symbol);
  }
  return found;
}

std::set<const Declared*> declarations_in_use(const Analysis& analysis) {
  std::vector<Diagnostic> silent;  // plots are read later, when the whole problem is known, and reported there
  Resolver resolver(*analysis.model, silent);
  for (const EffectiveBlock& block : analysis.blocks)
    for (const EffectiveSetting& setting : block.settings)
      if (setting.spec != nullptr && setting.spec->type == SettingType::expressions)
        for (const SettingValue& item : setting.value.items) resolver.resolve(*item.tree);
  std::vector<const Symbol*> names = resolver.take_used();
  names.insert(names.end(), analysis.used.begin(), analysis.used.end());
  return declarations_behind(*analysis.model, std::move(names));
}

}  // namespace ansatz::dsl
