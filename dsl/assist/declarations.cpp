#include "assist/declarations.hpp"

namespace ansatz::dsl {
namespace {

NamedKind kind_of(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::parameter: return NamedKind::parameter;
    case SymbolKind::definition: return NamedKind::definition;
    case SymbolKind::unknown: return NamedKind::unknown;
    case SymbolKind::coordinate: return NamedKind::coordinate;
    case SymbolKind::field: break;
  }
  return NamedKind::field;
}

class Declarer {
 public:
  Declarer(const Model& model, Reading& reading) : model_(model), reading_(reading) {}

  Declarations run() {
    for (const Statement& statement : model_.statements)
      std::visit([&](const auto& content) { declare_in(statement, content); }, statement.content);
    return std::move(all_);
  }

 private:
  void declare(NameNumbers& numbers, NamedKind kind, const Name& name, const Statement& statement) {
    const auto known = numbers.find(name.text);
    if (known == numbers.end())
      numbers.emplace(name.text, enter_name(reading_, kind, name, statement));
    else
      reading_.mentions.push_back({name.span, known->second, false});
  }
  void declare_symbol(const Name& name, const Statement& statement) {
    if (const Symbol* symbol = model_.find(name.text)) declare(all_.symbols, kind_of(symbol->kind), name, statement);
  }

  void declare_in(const Statement& statement, const Definition& definition) {
    if (const Symbol* symbol = model_.find(definition.name.text))
      declare(all_.symbols, definition.kind == Definition::Kind::region ? NamedKind::region : kind_of(symbol->kind),
              definition.name, statement);
    for (const Name& parameter : definition.parameters)
      declare(all_.arguments[definition.name.text], NamedKind::argument, parameter, statement);
  }
  void declare_in(const Statement& statement, const DomainDeclaration& domain) {
    for (const Name& name : domain.names) declare_symbol(name, statement);
  }
  void declare_in(const Statement& statement, const GivenDeclaration& given) {
    declare_symbol(given.name, statement);
    for (const Name& argument : given.arguments) declare_symbol(argument, statement);
  }
  void declare_in(const Statement& statement, const FieldDeclaration& fields) {
    for (const Name& name : fields.names) declare_symbol(name, statement);
  }
  void declare_in(const Statement& statement, const ConditionStatement& condition) {
    if (!condition.label) return;
    if (condition.kind == ConditionStatement::Kind::check)
      declare(all_.checks, NamedKind::check, *condition.label, statement);
    else
      declare(all_.conditions, NamedKind::condition, *condition.label, statement);
  }
  void declare_in(const Statement& statement, const Block& block) {
    if (!block.name) return;
    if (block.keyword == "data" && model_.kind == ProblemKind::equations)
      declare(all_.conditions, NamedKind::condition, *block.name, statement);
    if (block.keyword == "network") declare(all_.networks, NamedKind::network, *block.name, statement);
  }
  void declare_in(const Statement&, const Header&) {}
  void declare_in(const Statement&, const Text&) {}

  const Model& model_;
  Reading& reading_;
  Declarations all_;
};

}  // namespace

std::size_t find_in(const NameNumbers& numbers, std::string_view name) {
  const auto found = numbers.find(name);
  return found == numbers.end() ? not_declared : found->second;
}

std::size_t enter_name(Reading& reading, NamedKind kind, const Name& name, const Statement& statement) {
  reading.names.push_back({kind, name.text, name.span, statement.span, statement.documentation});
  reading.mentions.push_back({name.span, reading.names.size() - 1, true});
  return reading.names.size() - 1;
}

Declarations declare_names(const Model& model, Reading& reading) { return Declarer(model, reading).run(); }

}  // namespace ansatz::dsl
