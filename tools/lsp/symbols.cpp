// The statements of a text as an outline.
#include <fmt/format.h>

#include "ansatz/dsl/parse.hpp"
#include "lsp/features.hpp"

namespace ansatz::lsp {
namespace {

// The SymbolKind of the protocol.
constexpr int kind_module = 2, kind_property = 7, kind_field = 8, kind_function = 12, kind_variable = 13,
              kind_constant = 14, kind_string = 15, kind_key = 20, kind_event = 24, kind_operator = 25;

struct Symbol {
  std::string name, detail;
  int kind = kind_variable;
  dsl::Span span, name_span;
  std::vector<Symbol> children = {};
};

class Outline {
 public:
  explicit Outline(const std::string& text) : text_(text) {}

  std::vector<Symbol> of(const dsl::File& file) {
    for (const dsl::Statement& statement : file.statements)
      std::visit([&](const auto& content) { add(statement, content); }, statement.content);
    return std::move(all_);
  }

 private:
  std::string written(dsl::Span span) const { return text_.substr(span.begin, span.end - span.begin); }
  std::string keyword(const dsl::Statement& statement) const { return written(statement.keyword); }

  void add(const dsl::Statement& statement, const dsl::Text& text) {
    all_.push_back({keyword(statement), text.text, kind_string, statement.span, text.text_span});
  }
  void add(const dsl::Statement& statement, const dsl::Definition& definition) {
    const int kind = definition.is_function                            ? kind_function
                     : definition.kind == dsl::Definition::Kind::param ? kind_constant
                                                                       : kind_variable;
    all_.push_back({definition.name.text, keyword(statement), kind, statement.span, definition.name.span});
  }
  void add(const dsl::Statement& statement, const dsl::DomainDeclaration& domain) {
    for (const dsl::Name& name : domain.names)
      all_.push_back({name.text, keyword(statement), kind_key, statement.span, name.span});
  }
  void add(const dsl::Statement& statement, const dsl::FieldDeclaration& fields) {
    for (const dsl::Name& name : fields.names)
      all_.push_back({name.text, keyword(statement), kind_field, statement.span, name.span});
  }
  void add(const dsl::Statement& statement, const dsl::ConditionStatement& condition) {
    constexpr std::size_t longest = 60;
    const std::string first = condition.equations.empty() ? "" : written(condition.equations[0].span);
    const std::string detail = first.size() <= longest && first.find('\n') == std::string::npos ? first : "";
    if (condition.label)
      all_.push_back({condition.label->text, keyword(statement) + " " + detail, kind_operator, statement.span,
                      condition.label->span});
    else
      all_.push_back({keyword(statement), detail, kind_operator, statement.span, statement.keyword});
  }
  void add(const dsl::Statement& statement, const dsl::Block& block) {
    Symbol symbol{block.name ? fmt::format("{} {}", block.keyword, block.name->text) : block.keyword, "", kind_module,
                  statement.span, statement.keyword};
    if (block.keyword == "train") symbol.kind = kind_event;
    for (const dsl::Setting& setting : block.settings)
      symbol.children.push_back({setting.key.text,
                                 "",
                                 kind_property,
                                 {setting.key.span.file, setting.key.span.begin, setting.value.span.end},
                                 setting.key.span});
    all_.push_back(std::move(symbol));
  }
  void add(const dsl::Statement& statement, const dsl::GivenDeclaration& given) {
    all_.push_back({given.name.text, "given", kind_function, statement.span, given.name.span});
  }
  void add(const dsl::Statement&, const dsl::Header&) {}

  const std::string& text_;
  std::vector<Symbol> all_;
};

Json tree_of(const Symbol& symbol, const TextLines& lines) {
  Json children = Json::array();
  for (const Symbol& child : symbol.children) children.push_back(tree_of(child, lines));
  return {{"name", symbol.name},
          {"detail", symbol.detail},
          {"kind", symbol.kind},
          {"range", json_of(lines.range(symbol.span.begin, symbol.span.end))},
          {"selectionRange", json_of(lines.range(symbol.name_span.begin, symbol.name_span.end))},
          {"children", children}};
}

/// For editors that know no trees.
Json entry_of(const Symbol& symbol, const TextLines& lines, const std::string& uri) {
  return {{"name", symbol.name},
          {"kind", symbol.kind},
          {"location", {{"uri", uri}, {"range", json_of(lines.range(symbol.span.begin, symbol.span.end))}}}};
}

}  // namespace

Json document_symbols(Workspace& workspace, const Json& params) {
  const OpenText& document = workspace.document(document_of(params));
  dsl::Sources sources;
  const dsl::Parsed parsed = dsl::parse(sources, sources.add(document.path.filename().string(), document.text));
  const TextLines lines(document.text);
  const bool trees =
      says_yes(workspace.client, {"textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport"});
  Json all = Json::array();
  for (const Symbol& symbol : Outline(document.text).of(parsed.file))
    all.push_back(trees ? tree_of(symbol, lines) : entry_of(symbol, lines, document.uri));
  return all;
}

}  // namespace ansatz::lsp
