// One pass over the statements enters what they declare, whatever their order; then names are compared with those that
// have a meaning of their own.
#include "names/model.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"
#include "names/names.hpp"
#include "syntax/load.hpp"

namespace ansatz::dsl {
namespace {

constexpr const char* kind_words[] = {"a parameter", "a definition", "an unknown", "a coordinate", "a field"};

class Collector {
 public:
  Collector(Model& model, std::vector<Diagnostic>& diagnostics)
      : model_(model), diagnostics_(diagnostics), others_(model.functions) {
    others_.complex = model.complex;
  }

  void collect() {
    for (const Statement& statement : model_.statements)
      std::visit([&](const auto& content) { add(statement, content); }, statement.content);
    // Space first, then parameters, then time, whatever the order of the statements.
    for (const Statement* over : model_.parameters_over)
      add_coordinate(std::get<DomainDeclaration>(over->content).names.front());
    if (model_.time != nullptr)
      for (const Name& name : std::get<DomainDeclaration>(model_.time->content).names) add_coordinate(name);
    for (const FieldDeclaration* fields : declared_fields_) enter_coordinates(*fields);
    for (auto& [text, symbol] : model_.symbols) name_pieces(symbol);
    others_.coordinates = model_.coordinates;
    for (const auto& [text, symbol] : model_.symbols)
      if (symbol.kind == SymbolKind::coordinate || symbol.kind == SymbolKind::field)
        others_.symbols.emplace(text, symbol);
    for (const auto& [text, symbol] : model_.symbols) check_reserved(symbol);
    if (model_.kind != ProblemKind::equations) return refuse_statements();
    if (model_.domain == nullptr && model_.time == nullptr && model_.parameters_over.empty())
      report(Finding(Code::empty_domain, {model_.main_file, 0, 0}, "the file has no domain")
                 .help("write `domain x in [0, 1]`"));
    if (model_.fields.empty())
      report(Finding(Code::undetermined_field, {model_.main_file, 0, 0}, "the file has no field to solve for")
                 .help("write `field u`"));
  }

 private:
  void report(const Finding& finding) { diagnostics_.push_back(finding); }

  /// What problems of equations have and those of images, or searches, do not.
  void refuse_statements() {
    for (const Statement& statement : model_.statements) {
      const auto* definition = std::get_if<Definition>(&statement.content);
      const auto* block = std::get_if<Block>(&statement.content);
      const bool unknown = definition != nullptr && definition->kind == Definition::Kind::unknown;
      const bool foreign = block != nullptr && !is_known_block(block->keyword);
      if (!unknown && !foreign && !std::holds_alternative<DomainDeclaration>(statement.content) &&
          !std::holds_alternative<FieldDeclaration>(statement.content) &&
          !std::holds_alternative<ConditionStatement>(statement.content))
        continue;
      const Span keyword = statement.keyword;
      const bool images = model_.kind == ProblemKind::images;
      report(Finding(images ? Code::not_of_images : Code::not_of_searches, keyword,
                     fmt::format("{} has no `{}`", images ? "a problem of images" : "a search",
                                 model_.sources[keyword.file].text.substr(keyword.begin, keyword.end - keyword.begin)))
                 .label(images ? "of equations" : "of a problem")
                 .help(images ? "take it out, or state no images"
                              : "a search names its problems, each a file of its own: `problems = [\"poisson.pde\"]`"));
    }
  }
  bool is_known_block(const std::string& keyword) const {
    const std::vector<BlockSpec>& blocks = model_.schema->blocks();
    return std::any_of(blocks.begin(), blocks.end(), [&](const BlockSpec& spec) { return spec.keyword == keyword; });
  }

  void declare(SymbolKind kind, std::size_t index, const Name& name, bool complex = false) {
    const auto [place, added] = model_.symbols.try_emplace(name.text, Symbol{kind, index, name, complex});
    if (added) return;
    const Symbol& first = place->second;
    const bool region = first.kind == SymbolKind::definition &&
                        model_.definitions[first.index].definition->kind == Definition::Kind::region;
    const std::uint32_t line = model_.sources.position(first.name.span.file, first.name.span.begin).line;
    const bool same_file = first.name.span.file == name.span.file;
    report(Finding(Code::already_taken, name.span,
                   fmt::format("`{}` is already {} ({}line {})", name.text,
                               region ? "a region" : kind_words[static_cast<int>(first.kind)],
                               same_file ? "" : model_.sources[first.name.span.file].name + ", ", line))
               .label("declared again")
               .help(region && kind == SymbolKind::field
                         ? fmt::format("a field with a piece on each of several regions names itself each time: "
                                       "`field T on steel, T on {}`",
                                       name.text)
                         : "")
               .also(first.name.span, "first declared here"));
  }

  void add(const Statement&, const Header&) {}
  void add(const Statement& statement, const Text& text) {
    if (text.kind == Text::Kind::title && statement.keyword.file == model_.main_file) model_.title = text.text;
  }
  void add(const Statement&, const Definition& definition) {
    const bool number = definition.kind == Definition::Kind::param;
    const bool unknown = definition.kind == Definition::Kind::unknown;
    const bool region = definition.kind == Definition::Kind::region;
    auto& table = number ? model_.parameters : unknown ? model_.unknowns : model_.definitions;
    const SymbolKind kind = number ? SymbolKind::parameter : unknown ? SymbolKind::unknown : SymbolKind::definition;
    declare(kind, table.size(), definition.name);
    Declared& declared = table.emplace_back();
    declared.definition = &definition;
    if (definition.kind != Definition::Kind::let && definition.is_function)
      report(Finding(Code::wrong_arguments, definition.name.span,
                     fmt::format("only a `let` can be a function; `{}` is {}", definition.name.text,
                                 region ? "a region" : kind_words[static_cast<int>(kind)])));
    if (definition.table) check_table(definition, declared);
    if (region && definition.range) return report_range(definition, declared);
    if (!definition.value && !definition.table) {
      report(Finding(Code::wrong_value, definition.name.span, fmt::format("`{}` has no value", definition.name.text))
                 .help(region ? fmt::format("say which part of the domain it is, as in `region {} = {} < 1`",
                                            definition.name.text, any_coordinate())
                              : fmt::format("write `{} = ...`", definition.name.text)));
      declared.broken = true;
    }
    if (kind == SymbolKind::definition && definition.range)
      report(Finding(Code::outside_range, definition.range->span,
                     "a `let` has no range; only `param` and `unknown` have"));
  }
  /// `region steel in rect(...)`, `region band = x in [0, 1]`
  void report_range(const Definition& region, Declared& declared) {
    declared.broken = true;
    const bool valued = region.value.has_value();
    const std::string coordinate =
        valued && region.value->kind == ExprKind::name ? region.value->text : any_coordinate();
    report(Finding(Code::outside_range, region.range->span,
                   valued ? "a region between two values is said by a comparison"
                          : "which part a region is, is said by `=`")
               .label(valued ? "a range" : "behind `in`")
               .help(valued ? fmt::format("as in `region {} = 0 < {} < 1`", region.name.text, coordinate)
                            : fmt::format("write `region {} = ...`", region.name.text)));
  }
  /// For examples; coordinates may be declared behind.
  std::string any_coordinate() const { return model_.coordinates.empty() ? "x" : model_.coordinates.front().text; }
  /// A table is a function of its arguments, or of coordinates of the problem.
  void check_table(const Definition& definition, Declared& declared) {
    const bool let = definition.kind == Definition::Kind::let;
    const std::size_t most = Grid::most_coordinates;
    if (let && definition.parameters.size() <= most) return;
    declared.broken = true;
    const std::string& name = definition.name.text;
    report(Finding(Code::wrong_arguments, definition.name.span,
                   let ? fmt::format("a table has one to {} coordinates, and `{}` has {}", most, name,
                                     definition.parameters.size())
                       : fmt::format("only a `let` can be a table; `{}` is not one", name))
               .help(fmt::format("as in `let {}(x) from \"{}\"`", name, definition.table->file)));
  }
  void add(const Statement& statement, const DomainDeclaration& domain) {
    if (domain.kind == DomainDeclaration::Kind::over) {
      if (domain.names.size() == 1) return model_.parameters_over.push_back(&statement);
      return report(Finding(Code::wrong_kind, statement.span,
                            fmt::format("`over` states one parameter; {} are named", domain.names.size()))
                        .help("write a statement for each"));
    }
    const Statement*& place = domain.is_time() ? model_.time : model_.domain;
    if (place != nullptr) {
      report(Finding(Code::already_taken, statement.keyword,
                     fmt::format("a file has one `{}`", domain.is_time() ? "time" : "domain"))
                 .label("the second")
                 .also(place->keyword, "the first"));
      return;
    }
    place = &statement;
    if (domain.is_time() && domain.names.size() != 1)
      report(Finding(Code::wrong_kind, statement.span,
                     fmt::format("time is one coordinate; {} are named", domain.names.size())));
    else if (!domain.is_time())
      for (const Name& name : domain.names) add_coordinate(name);
  }
  void add(const Statement&, const GivenDeclaration&) {}  // what it stands for follows
  void add_coordinate(const Name& name) {
    declare(SymbolKind::coordinate, model_.coordinates.size(), name);
    model_.coordinates.push_back(name);
  }
  void add(const Statement&, const FieldDeclaration& fields) {
    for (std::size_t i = 0; i < fields.names.size(); ++i) {
      const Name& name = fields.names[i];
      if (fields.complex || !add_piece(name, fields.part_of(i)))
        declare(SymbolKind::field, model_.fields.size(), name, fields.complex);
      for (const char* part : {"re", "im"}) {
        model_.fields.push_back(fields.complex ? Name{fmt::format("{}({})", part, name.text), name.span} : name);
        model_.field_parts.push_back(fields.part_of(i));
        if (!fields.complex) break;
      }
    }
    declared_fields_.push_back(&fields);
    if (!fields.parts.empty() && !fields.of.empty())
      report(Finding(Code::misplaced, fields.parts.front().where.span,
                     "a field that lives on a part of the domain depends on all coordinates")
                 .label("a part of the domain")
                 .help("take `of` or `on` out"));
  }
  /// `field T on lower, T on upper`: another piece of a field.
  bool add_piece(const Name& name, const Expression* part) {
    const auto found = model_.symbols.find(name.text);
    if (part == nullptr || found == model_.symbols.end()) return false;
    Symbol& whole = found->second;
    if (whole.kind != SymbolKind::field || whole.complex || model_.field_parts[whole.index] == nullptr) return false;
    if (whole.pieces.empty()) whole.pieces.push_back(whole.index);
    whole.pieces.push_back(model_.fields.size());
    return true;
  }
  /// Once all regions are known: each piece lives on one of its own, by which it is called.
  void name_pieces(const Symbol& whole) {
    std::vector<std::size_t> known;
    for (const std::size_t piece : whole.pieces) {
      const Expression& part = *model_.field_parts[piece];
      const std::optional<std::size_t> region = model_.region_of(piece);
      if (!region) {
        report(Finding(Code::already_taken, part.span,
                       fmt::format("`{}` is declared on several parts of the domain, and this one is no region",
                                   whole.name.text))
                   .label("not a region")
                   .help(fmt::format("name it: `region left = ...`, and `field {} on left, ...`", whole.name.text)));
        continue;
      }
      if (std::find(known.begin(), known.end(), *region) != known.end())
        report(
            Finding(Code::already_taken, part.span, fmt::format("`{}` lives on `{}` twice", whole.name.text, part.text))
                .label("the second"));
      known.push_back(*region);
      model_.fields[piece].text = fmt::format("{}({})", whole.name.text, part.text);
      if (std::find(model_.sides.begin(), model_.sides.end(), *region) == model_.sides.end())
        model_.sides.push_back(*region);
    }
  }
  /// `field s of t`: once all coordinates are known. Fields come in the order in which they were declared.
  void enter_coordinates(const FieldDeclaration& fields) {
    std::vector<std::size_t> numbers;
    for (const Name& name : fields.of) {
      const Symbol* symbol = model_.find(name.text);
      if (symbol == nullptr || symbol->kind != SymbolKind::coordinate) {
        std::vector<std::string> known;
        for (const Name& coordinate : model_.coordinates) known.push_back(coordinate.text);
        report(Finding(Code::unknown_name, name.span, fmt::format("`{}` is not a coordinate", name.text))
                   .label("not a coordinate")
                   .help(did_you_mean(name.text, known)));
      } else {
        numbers.push_back(symbol->index);
      }
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    if (numbers.size() == model_.coordinates.size()) numbers.clear();
    const std::size_t count = fields.names.size() * (fields.complex ? 2 : 1);
    model_.field_coordinates.insert(model_.field_coordinates.end(), count, numbers);
  }
  void add(const Statement& statement, const ConditionStatement& condition) {
    using Kind = ConditionStatement::Kind;
    auto& table = condition.kind == Kind::exact     ? model_.exact
                  : condition.kind == Kind::ansatz  ? model_.ansatz
                  : condition.kind == Kind::check   ? model_.checks
                  : condition.kind == Kind::history ? model_.histories
                                                    : model_.conditions;
    table.push_back(&statement);
  }
  void add(const Statement& statement, const Block& block) {
    (block.keyword == "sweep" ? model_.sweeps : model_.blocks).push_back(&statement);
  }

  /// Names with a meaning of their own, and names that would read as a derivative.
  void check_reserved(const Symbol& symbol) {
    const std::string& name = symbol.name.text;
    const auto node = others_.symbols.extract(name);  // what would the name mean if it were not declared?
    const NameReading reading = read_name(others_, name);
    using Kind = NameReading::Kind;
    if (reading.kind == Kind::constant || reading.kind == Kind::imaginary || reading.kind == Kind::normal ||
        reading.kind == Kind::function) {
      report(Finding(Code::reserved_name, symbol.name.span,
                     fmt::format("`{}` has a meaning of its own in the language", name))
                 .help("choose another name"));
    } else if (reading.kind == Kind::derivative || reading.kind == Kind::ambiguous_derivative) {
      report(Finding(Code::reserved_name, symbol.name.span,
                     fmt::format("`{}` would read as a derivative of field `{}`", name, reading.symbol->name.text))
                 .help("choose another name"));
    } else if (reading.kind == Kind::coordinate_operator) {
      report(Finding(Code::reserved_name, symbol.name.span,
                     fmt::format("`{}` would read as the derivative by `{}`", name, name.substr(1)))
                 .help("choose another name"));
    }
    if (!node.empty()) others_.symbols.emplace(name, symbol);
  }

  Model& model_;
  std::vector<Diagnostic>& diagnostics_;
  Model others_;  // coordinates and fields alone
  std::vector<const FieldDeclaration*> declared_fields_;
};

}  // namespace

ProblemKind kind_of(const std::vector<Statement>& statements) {
  for (const Statement& statement : statements) {
    const auto* block = std::get_if<Block>(&statement.content);
    if (block == nullptr) continue;
    if (block->keyword == "search") return ProblemKind::search;
    for (const Setting& setting : block->settings) {
      const bool reads = block->keyword == "network" && setting.key.text == "input" &&
                         setting.value.kind == ExprKind::call && setting.value.text == "image";
      if (reads || (block->keyword == "data" && setting.key.text == "images")) return ProblemKind::images;
    }
  }
  return ProblemKind::equations;
}

void collect(Model& model, std::vector<Diagnostic>& diagnostics) {
  model.complex = std::any_of(model.statements.begin(), model.statements.end(), [](const Statement& statement) {
    const auto* fields = std::get_if<FieldDeclaration>(&statement.content);
    return fields != nullptr && fields->complex;
  });
  const auto of_complex = [](const std::string& name) {
    return name == "re" || name == "im" || name == "conj" || name == "abs2";
  };
  // `re` and the like are names like others where nothing is complex: Re is the Reynolds number.
  if (!model.complex) std::erase_if(model.functions, of_complex);
  Collector(model, diagnostics).collect();
}

}  // namespace ansatz::dsl
