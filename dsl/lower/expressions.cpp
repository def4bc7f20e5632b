// Expressions about a compiled problem: parsed, resolved and tried on symbols once, so that all that is wrong with them
// has a place; evaluated from the tree whenever values are asked for, like residuals.
#include "ansatz/dsl/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/dsl/parse.hpp"
#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/evaluate.hpp"
#include "evaluate/symbolic.hpp"
#include "names/names.hpp"

namespace ansatz::dsl {
namespace {

/// One text, understood. The model owns the statements, this the tree of the text.
struct Asked {
  std::shared_ptr<const Model> model;
  std::string text;
  Expression tree;                                             // not of a condition's name
  std::optional<std::size_t> condition;                        // the text is its name
  std::vector<std::pair<std::string, std::size_t>> residuals;  // conditions that the tree speaks of
};

std::vector<ad::Expr> residuals(Evaluator& evaluator, const Model& model, std::size_t condition) {
  std::vector<ad::Expr> all;
  for (const Equation& equation : std::get<ConditionStatement>(model.conditions[condition]->content).equations)
    for (const ad::Expr residual : evaluator.residuals(equation)) all.push_back(residual);
  return all;
}

/// The components of what is asked, in any scope.
std::vector<ad::Expr> components(const Asked& asked, Scope& scope) {
  Evaluator evaluator(*asked.model, scope);
  if (asked.condition) return residuals(evaluator, *asked.model, *asked.condition);
  for (const auto& [name, condition] : asked.residuals)
    evaluator.bind(name, Value::vector(residuals(evaluator, *asked.model, condition)));
  return evaluator.components(asked.tree);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// NAME of `residual(NAME)`.
std::optional<std::string_view> named_residual(std::string_view text) {
  if (!text.starts_with("residual(") || !text.ends_with(')')) return std::nullopt;
  return trimmed(text.substr(9, text.size() - 10));
}

class Compiler {
 public:
  Compiler(std::shared_ptr<const Model> model, Sources sources)
      : model_(std::move(model)), resolver_(*model_, result_.diagnostics) {
    result_.sources = std::move(sources);
  }

  void add(const std::string& text, const std::string& source) {
    file_ = result_.sources.add(source, text);
    auto asked = std::make_shared<Asked>(Asked{model_, text, {}, std::nullopt, {}});
    try {
      if (!understand(*asked)) return;
      const std::size_t count = try_on_symbols(*asked);
      for (std::size_t i = 0; i < count; ++i)
        result_.expressions.push_back(
            {count == 1 ? text : fmt::format("{}[{}]", text, i + 1), [asked, i](const PointScope& points) {
               ResidualScope scope(points);
               try {
                 return components(*asked, scope).at(i);
               } catch (const Failure& failure) {  // what only these points could show
                 throw UserError(fmt::format("`{}`: {}", asked->text, failure.diagnostic.message));
               }
             }});
    } catch (const Failure& failure) {
      result_.diagnostics.push_back(failure.diagnostic);
    }
  }

  CompiledExpressions finish() {
    if (has_errors(result_.diagnostics)) result_.expressions.clear();
    return std::move(result_);
  }

 private:
  Span whole() const { return {file_, 0, static_cast<std::uint32_t>(result_.sources[file_].text.size())}; }

  std::optional<std::size_t> condition_named(std::string_view name) const {
    const auto& names = model_->condition_names;
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
  }

  /// A condition as a whole; those of `data` blocks come after the others and have values at their own points only.
  void ask_for(Asked& asked, std::size_t condition) const {
    if (condition >= model_->conditions.size())
      fail(Finding(Code::wrong_value, whole(),
                   fmt::format("`{}` is the name of data: it is compared at their points alone", asked.text))
               .label("the name of data")
               .help("ask for the fields themselves"));
    asked.condition = condition;
  }

  /// Reads the text; false where what is wrong is reported.
  bool understand(Asked& asked) {
    const std::string& text = asked.text;
    const std::optional<std::string_view> residual = named_residual(text);
    if (const auto condition = condition_named(residual.value_or(text))) {
      const NameReading::Kind other = read_name(*model_, text).kind;
      if (!residual && other != NameReading::Kind::unknown)
        fail(Finding(Code::already_taken, whole(),
                     fmt::format("`{}` means two things: a condition has this name as well", text))
                 .label("which?")
                 .help(fmt::format("write `residual({})` for the condition, `({})` for the other", text, text)));
      ask_for(asked, *condition);
      return true;
    }
    ParsedExpression parsed = parse_expression(result_.sources, file_);
    auto& diagnostics = result_.diagnostics;
    diagnostics.insert(diagnostics.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
    if (has_errors(parsed.diagnostics)) return false;
    asked.tree = std::move(parsed.expression);
    const std::vector<Name> bound = residual_names();
    for (const Name& name : bound)
      if (speaks_of(asked.tree, name.text)) asked.residuals.emplace_back(name.text, *condition_named(name.text));
    return resolver_.resolve(asked.tree, bound);
  }

  /// Names of conditions that mean nothing else, so that an expression may use them.
  std::vector<Name> residual_names() const {
    std::vector<Name> names;
    for (std::size_t i = 0; i < model_->conditions.size(); ++i)
      if (const std::string& name = model_->condition_names[i];
          read_name(*model_, name).kind == NameReading::Kind::unknown)
        names.push_back({name, whole()});
    return names;
  }

  static bool speaks_of(const Expression& e, std::string_view name) {
    std::vector<const Expression*> open{&e};  // not recursed into: a sum may have thousands of terms
    while (!open.empty()) {
      const Expression& next = *open.back();
      open.pop_back();
      if (next.kind == ExprKind::name && next.text == name) return true;
      for (const Expression& child : next.children) open.push_back(&child);
    }
    return false;
  }

  /// The number of components. Whatever an expression cannot contain is found here.
  std::size_t try_on_symbols(const Asked& asked) const {
    SymbolicScope symbols;
    std::vector<ad::Expr> values;
    try {
      values = components(asked, symbols);
    } catch (const Failure& failure) {
      if (failure.diagnostic.primary.span.file == file_) throw;
      // Found in what the text speaks of, a condition or a definition, where it is in order.
      Diagnostic here = failure.diagnostic;
      here.secondary.push_back(here.primary);
      here.primary = {whole(), "asked for at any point"};
      throw Failure{here};
    } catch (const UserError& error) {
      fail(Finding(Code::wrong_kind, whole(), error.what()));
    }
    for (const ad::Expr value : values)
      for (const std::size_t number : symbols.leaves(value))
        if (symbols.leaf(number).kind == SymbolicLeaf::Kind::integral)
          fail(varying_integral(whole()).help("write the value as a formula"));
    return values.size();
  }

  std::shared_ptr<const Model> model_;
  CompiledExpressions result_;
  Resolver resolver_;
  std::uint32_t file_ = 0;
};

}  // namespace

CompiledExpressions compile_expressions(const Compilation& compilation, const std::vector<std::string>& texts,
                                        const std::string& source) {
  if (!compilation.model) throw InternalFault("expressions are compiled with a problem that has errors");
  Compiler compiler(compilation.model, compilation.sources);
  for (const std::string& text : texts) compiler.add(std::string(trimmed(text)), source);
  return compiler.finish();
}

std::vector<std::string> split_expressions(std::string_view list) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= list.size(); ++i) {
    const char c = i < list.size() ? list[i] : ',';
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (c != ',' || (depth > 0 && i < list.size())) continue;
    parts.emplace_back(trimmed(list.substr(begin, i - begin)));
    begin = i + 1;
  }
  return parts;
}

}  // namespace ansatz::dsl
