// The statements of a problem, a line each, in the order of the file.
#include "ansatz/dsl/typeset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "ansatz/dsl/parse.hpp"
#include "syntax/given.hpp"
#include "typeset/typesetter.hpp"

namespace ansatz::dsl {
namespace {

using Condition = ConditionStatement;

std::string kind_of(Condition::Kind kind) {
  constexpr std::array words{"eq", "bc", "ic", "fit", "exact", "ansatz", "check", "history"};
  return words[static_cast<std::size_t>(kind)];
}

std::string texts(const std::vector<Name>& names) {
  std::string all;
  for (const Name& name : names) all += (all.empty() ? "" : ", ") + name.text;
  return all;
}

std::string from_file(std::string_view file) { return fmt::format("\\text{{from }}\\texttt{{{}}}", escape_text(file)); }

class Lines {
 public:
  explicit Lines(const Model& model) : model_(model), set_(model) {
    const auto& names = model.condition_names;  // of conditions, then of data
    for (std::size_t i = 0; i < model.conditions.size(); ++i) condition_names_[model.conditions[i]] = names.at(i);
    for (std::size_t i = 0; i < model.checks.size(); ++i) condition_names_[model.checks[i]] = model.check_names.at(i);
    // No name of the user is set in calligraphic letters.
    const bool own = model.domain != nullptr && set_.range(shape(*model.domain)) == "\\Omega";
    domain_ = set_.names().taken("\\Omega") && !own ? "\\mathcal{D}" : "\\Omega";
    const auto speak = [](const auto& statements) {
      return std::any_of(statements.begin(), statements.end(), speaks_of_boundary);
    };
    speaks_of_domain_ = (speak(model.conditions) || speak(model.checks)) && !own;
  }

  std::vector<TypesetLine> run() {
    for (const Statement& statement : model_.statements)
      if (!model_.is_generated(statement))
        std::visit([&](const auto& content) { add(statement, content); }, statement.content);
    return std::move(lines_);
  }

 private:
  static const Expression& shape(const Statement& domain) { return std::get<DomainDeclaration>(domain.content).shape; }

  static bool is_whole_boundary(const RegionPlace& place) {
    return !place.coordinate && place.value.kind == ExprKind::name && place.value.text == "boundary";
  }
  static bool speaks_of_boundary(const Statement* statement) {
    const auto& region = std::get<Condition>(statement->content).region;
    return region && std::any_of(region->places.begin(), region->places.end(), is_whole_boundary);
  }

  void add(const Statement&, const Header&) {}
  void add(const Statement&, const Text&) {}

  /// The kernel of the process, with a period the sum of its images.
  void add(const Statement& statement, const GivenDeclaration& declared) {
    const GivenFunction given = read_given(declared, model_.statements);
    const auto factor_of = [&](const Expression& e) {
      return e.kind == ExprKind::number ? set_.latex(e) : fmt::format("\\left({}\\right)", set_.latex(e));
    };
    const std::string x = set_.names().latex(declared.arguments.front().text);
    const std::string factor = given.deviation == nullptr ? "" : factor_of(*given.deviation) + "^2 ";
    const std::string sum = given.period == nullptr ? "" : "\\sum_{m} ";
    const std::string image = given.period == nullptr ? "" : " + m \\cdot " + factor_of(*given.period);
    push("given", declared.name.text,
         fmt::format("{} \\sim \\mathcal{{GP}}(0, k)", set_.names().latex(declared.name.text)),
         fmt::format("k({0}, {0}') = {1}{2}\\exp\\left(-\\frac{{({0} - {0}'{3})^2}}{{2 \\cdot {4}^2}}\\right)", x,
                     factor, sum, image, factor_of(*given.length)),
         statement.span);
  }

  void add(const Statement& statement, const DomainDeclaration& domain) {
    std::string latex = fmt::format("{} \\in ", point(domain.names));
    if (domain.kind == DomainDeclaration::Kind::domain && speaks_of_domain_) latex += domain_ + " = ";
    if (domain.kind == DomainDeclaration::Kind::over && domain.shape.kind == ExprKind::call)
      latex = fmt::format("{} \\sim \\mathcal{{N}}({}, ({})^2)", point(domain.names),
                          set_.latex(domain.shape.children.at(0)), set_.latex(domain.shape.children.at(1)));
    else
      latex += set_.range(domain.shape);
    using Kind = DomainDeclaration::Kind;
    push(domain.kind == Kind::time   ? "time"
         : domain.kind == Kind::over ? "over"
                                     : "domain",
         texts(domain.names), latex, "", statement.span);
  }

  void add(const Statement&, const FieldDeclaration& fields) {
    for (std::size_t i = 0; i < fields.names.size(); ++i) {
      const Name& field = fields.names[i];
      const Expression* part = fields.part_of(i);
      const std::string letter = set_.names().latex(field.text);
      push("field", field.text,
           fmt::format("{} = {}({})", letter, letter, listed(fields.of.empty() ? model_.coordinates : fields.of)),
           fields.complex    ? "\\in \\mathbb{C}"
           : part != nullptr ? "\\text{on } " + set_.set(*part).latex
                             : "",
           field.span);
    }
  }

  void add(const Statement& statement, const Definition& definition) {
    if (definition.kind == Definition::Kind::let) return add_let(statement, definition);
    if (definition.kind == Definition::Kind::region) return add_region(statement, definition);
    const std::string name = set_.names().latex(definition.name.text);
    const std::string range = definition.range ? range_of(definition) : "";
    if (definition.kind == Definition::Kind::param) {
      const Expression& value = *model_.parameters[model_.find(definition.name.text)->index].value();
      push("param", definition.name.text, fmt::format("{} = {}", name, set_.latex(value)), range, statement.span);
    } else {
      push("unknown", definition.name.text, fmt::format("{} {}", name, range.empty() ? "\\in \\mathbb{R}" : range),
           fmt::format("\\text{{starting at }} {}", set_.latex(*definition.value)), statement.span);
    }
  }
  std::string range_of(const Definition& definition) {
    if (!definition.range_is_set) return fmt::format("\\in {}", set_.range(*definition.range));
    std::string members;
    for (const Expression& e : definition.range->children) members += (members.empty() ? "" : ", ") + set_.latex(e);
    return fmt::format("\\in \\{{{}\\}}", members);
  }
  void add_region(const Statement& statement, const Definition& region) {
    const std::string part =
        set_.is_set(*region.value)
            ? set_.range(*region.value)
            : fmt::format("\\{{{} : {}\\}}", point(model_.domain != nullptr ? space() : model_.coordinates),
                          set_.latex(*region.value));
    push("region", region.name.text, fmt::format("{} = {}", set_.names().latex(region.name.text), part), "",
         statement.span);
  }
  void add_let(const Statement& statement, const Definition& definition) {
    std::string left = set_.names().latex(definition.name.text);
    if (definition.is_function) left += fmt::format("({})", listed(definition.parameters));
    if (definition.table)
      return push("let", definition.name.text, left, from_file(definition.table->file), statement.span);
    for (const Name& parameter : definition.parameters) set_.bind(parameter.text);
    push("let", definition.name.text, fmt::format("{} = {}", left, set_.latex(*definition.value)), "", statement.span);
    set_.unbind(definition.parameters.size());
  }

  void add(const Statement& statement, const Condition& condition) {
    const auto named = condition_names_.find(&statement);
    std::string name = named != condition_names_.end() ? named->second : condition.label ? condition.label->text : "";
    if (condition.table) {
      if (name.empty()) name = texts(condition.table->names);
      return push(kind_of(condition.kind), name, listed(condition.table->names), from_file(condition.table->file),
                  statement.span);
    }
    if (name.empty()) name = left_names(condition);
    std::string latex;
    for (const Equation& e : condition.equations) latex += (latex.empty() ? "" : ",\\quad ") + equation(condition, e);
    push(kind_of(condition.kind), name, latex, place(condition), statement.span);
  }
  static std::string left_names(const Condition& condition) {
    std::vector<Name> names;
    for (const Equation& e : condition.equations)
      if (e.left.kind == ExprKind::name) names.push_back({e.left.text, e.left.span});
    return texts(names);
  }

  /// In an ansatz, \mathcal{N} is what the network gives, \mathcal{N}_{u} where there are several fields.
  std::string equation(const Condition& condition, const Equation& e) {
    const bool around_network = condition.kind == Condition::Kind::ansatz;
    if (around_network) {
      set_.bind("net");
      const std::string of = model_.fields.size() > 1 ? fmt::format("_{{{}}}", set_.latex(e.left)) : "";
      set_.set_network("\\mathcal{N}" + of);
    }
    const std::string left = side(e.left), right = side(e.right);
    if (around_network) {
      set_.unbind(1);
      set_.set_network("");
    }
    return fmt::format("{} {} {}", left, sign(e.relation), right);
  }
  static std::string_view sign(std::string_view relation) {
    return relation == "<=" ? "\\le" : relation == ">=" ? "\\ge" : relation;
  }
  /// A comparison would look like a second equation.
  std::string side(const Expression& e) {
    const Piece piece = set_.whole(e);
    return e.kind == ExprKind::comparison ? bracketed(piece).latex : piece.signed_latex();
  }

  std::string place(const Condition& condition) {
    if (condition.kind == Condition::Kind::ic) return start("\\text{at }", "=");
    if (condition.kind == Condition::Kind::history) return start("\\text{for }", "<");
    if (!condition.region) return "";
    std::string places;
    for (const RegionPlace& p : condition.region->places) places += (places.empty() ? "" : ",\\ ") + place(p);
    if (condition.region->where) places += fmt::format(" \\text{{ where }} {}", set_.latex(*condition.region->where));
    return "\\text{on } " + places;
  }
  std::string place(const RegionPlace& place) {
    if (place.coordinate)
      return fmt::format("{} = {}", set_.names().latex(place.coordinate->text), set_.latex(place.value));
    if (is_whole_boundary(place)) return fmt::format("\\partial {}", domain_);
    const Expression& e = place.value;
    const bool of_one = e.kind == ExprKind::call && e.children.size() == 1;
    if (of_one && e.text == "boundary") {
      const Piece part = set_.set(e.children[0]);
      return fmt::format("\\partial {}", at_least(part, Binding::atom).latex);
    }
    if (e.kind == ExprKind::call && e.text == "interface" && e.children.size() == 2) {
      const auto rim = [&](const Expression& part) {
        return fmt::format("\\partial {}", at_least(set_.set(part), Binding::atom).latex);
      };
      return fmt::format("{} \\cap {}", rim(e.children[0]), rim(e.children[1]));
    }
    if (of_one && e.text == "point") return fmt::format("{} = {}", point(space()), set_.latex(e.children[0]));
    return set_.latex(e);
  }
  /// "\text{at } t = 0", "\text{for } t < 0"
  std::string start(std::string_view word, std::string_view relation) {
    if (model_.time == nullptr) return "";
    const Expression& times = shape(*model_.time);
    if (times.kind != ExprKind::list && times.kind != ExprKind::call) return "";
    return fmt::format("{} {} {} {}", word, set_.names().latex(model_.coordinates.back().text), relation,
                       set_.latex(times.children.at(0)));
  }

  /// Values at points with numbers: u(x^{(i)}, t^{(i)}) = u^{(i)}, i = 1, ..., 2000.
  void add(const Statement& statement, const Block& block) {
    if (block.keyword != "data") return;
    const auto find = [&](std::string_view key) {
      const auto found = std::find_if(block.settings.begin(), block.settings.end(),
                                      [&](const Setting& s) { return s.key.text == key; });
      return found == block.settings.end() ? nullptr : &found->value;
    };
    const auto numbered = [&](const Name& name) { return set_.names().latex(name.text) + "^{(i)}"; };
    std::string at, latex;
    for (const Name& c : model_.coordinates) at += (at.empty() ? "" : ", ") + numbered(c);
    const Expression* columns = find("columns");
    if (const Expression* value = find("value")) return push_data(statement, numbered_values(*value), at, find("file"));
    for (const Name& field : model_.declared_fields()) {
      const auto is_this = [&](const Expression& column) { return column.text == field.text; };
      if (columns != nullptr && std::none_of(columns->children.begin(), columns->children.end(), is_this)) continue;
      latex += fmt::format("{}{}({}) = {}", latex.empty() ? "" : ",\\quad ", set_.names().latex(field.text), at,
                           numbered(field));
    }
    if (const Expression* points = find("points")) latex += ",\\quad i = 1, \\dots, " + set_.latex(*points);
    push_data(statement, latex, "", find("file"));
  }
  /// -k u_{x} = q_{1}^{(i)}: what was measured, whatever the column is called.
  std::string numbered_values(const Expression& value) {
    std::string latex;
    std::size_t number = 0;
    const bool list = value.kind == ExprKind::list;
    const auto add_one = [&](const Expression& e) {
      const std::string index = list ? fmt::format("_{{{}}}", ++number) : "";
      latex += fmt::format("{}{} = \\tilde{{q}}{}^{{(i)}}", latex.empty() ? "" : ",\\quad ", side(e), index);
    };
    if (!list) add_one(value);
    for (const Expression& e : value.children)
      if (list) add_one(e);
    return latex;
  }
  void push_data(const Statement& statement, const std::string& latex, const std::string& at, const Expression* file) {
    std::string where = file != nullptr ? from_file(file->text) : "";
    if (!at.empty()) where = fmt::format("\\text{{at }} ({}),\\ {}", at, where);
    const std::size_t number = model_.conditions.size() + data_blocks_++;
    const auto& names = model_.condition_names;
    push("data", number < names.size() ? names[number] : "", latex, where, statement.span);
  }

  std::vector<Name> space() const {
    const auto& all = model_.coordinates;
    return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(model_.space_dimensions())};
  }
  std::string listed(const std::vector<Name>& names) const {
    std::string all;
    for (const Name& name : names) all += (all.empty() ? "" : ", ") + set_.names().latex(name.text);
    return all;
  }
  std::string point(const std::vector<Name>& names) const {
    return names.size() == 1 ? listed(names) : fmt::format("({})", listed(names));
  }

  void push(std::string kind, std::string name, std::string latex, std::string where, Span source) {
    lines_.push_back({std::move(kind), std::move(name), std::move(latex), std::move(where), source});
  }

  const Model& model_;
  Typesetter set_;
  std::map<const Statement*, std::string> condition_names_;
  std::string domain_;
  bool speaks_of_domain_ = false;
  std::size_t data_blocks_ = 0;
  std::vector<TypesetLine> lines_;
};

}  // namespace

std::vector<TypesetLine> typeset(const Compilation& compilation) {
  if (!compilation.model) return {};
  return Lines(*compilation.model).run();
}

std::string latex(const Compilation& compilation, std::string_view expression) {
  const std::string upright = fmt::format("\\text{{{}}}", escape_text(expression));
  if (!compilation.model) return upright;
  const bool bars = expression.size() > 2 && expression.starts_with('|') && expression.ends_with('|');
  const std::string_view inside = bars ? expression.substr(1, expression.size() - 2) : expression;
  Sources sources;
  const ParsedExpression parsed = parse_expression(sources, sources.add("label", std::string(inside)));
  if (has_errors(parsed.diagnostics)) return upright;
  const Piece piece = Typesetter(*compilation.model).whole(parsed.expression);
  return bars ? fenced("\\lvert", piece, "\\rvert").latex : piece.signed_latex();
}

}  // namespace ansatz::dsl
