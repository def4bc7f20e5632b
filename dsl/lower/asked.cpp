#include "lower/asked.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/evaluate.hpp"
#include "evaluate/symbolic.hpp"
#include "syntax/token.hpp"

namespace ansatz::dsl {

/// One expression, understood. The model owns the statements, this the tree.
struct Asking::Asked {
  std::shared_ptr<const Model> model;
  std::string text;
  Expression tree;
  std::optional<std::size_t> condition;                        // it is the name of this one
  std::vector<std::pair<std::string, std::size_t>> residuals;  // conditions that it speaks of

  /// The components, in any scope.
  std::vector<ad::Expr> components(Scope& scope) const {
    Evaluator evaluator(*model, scope);
    if (condition) return residuals_of(evaluator, *condition);
    for (const auto& [name, number] : residuals) evaluator.bind(name, Value::vector(residuals_of(evaluator, number)));
    const Value value = evaluator.evaluate(tree);
    return value.kind == Value::Kind::complex ? value.parts : evaluator.components_of(value, tree);
  }
  /// Whether it is a complex number, of which these are the parts.
  bool is_complex() const {
    SymbolicScope symbols;
    symbols.normals = true;
    Evaluator evaluator(*model, symbols);
    if (condition) return false;
    for (const auto& [name, number] : residuals) evaluator.bind(name, Value::vector(residuals_of(evaluator, number)));
    return evaluator.evaluate(tree).kind == Value::Kind::complex;
  }

 private:
  std::vector<ad::Expr> residuals_of(Evaluator& evaluator, std::size_t number) const {
    std::vector<ad::Expr> all;
    const auto& stated = std::get<ConditionStatement>(model->conditions[number]->content);
    evaluator.stand_at(stated.region ? &*stated.region : nullptr);
    for (const Equation& equation : stated.equations)
      for (const ad::Expr residual : evaluator.residuals(equation)) all.push_back(residual);
    return all;
  }
};

namespace {

/// NAME of `residual(NAME)`, of the language alone: a `let` of that name goes before.
const Expression* named_residual(const Model& model, const Expression& tree) {
  const bool call = tree.kind == ExprKind::call && tree.text == "residual" && model.find(tree.text) == nullptr;
  if (!call || tree.children.size() != 1 || tree.children[0].kind != ExprKind::name) return nullptr;
  return &tree.children[0];
}

bool speaks_of(const Expression& e, std::string_view name) {
  std::vector<const Expression*> open{&e};  // not recursed into: a sum may have thousands of terms
  while (!open.empty()) {
    const Expression& next = *open.back();
    open.pop_back();
    if (next.kind == ExprKind::name && next.text == name) return true;
    for (const Expression& child : next.children) open.push_back(&child);
  }
  return false;
}

}  // namespace

Asking::Asking(std::shared_ptr<const Model> model, std::vector<Diagnostic>& diagnostics)
    : model_(std::move(model)), diagnostics_(diagnostics), resolver_(*model_, diagnostics) {}

std::vector<CompiledExpression> Asking::ask(const Expression& tree, const std::string& text) {
  const auto asked = std::make_shared<Asked>(Asked{model_, text, tree, std::nullopt, {}});
  std::vector<CompiledExpression> scalars;
  try {
    if (!understand(*asked)) return {};
    const std::size_t count = try_on_symbols(*asked);
    const bool complex = count == 2 && asked->is_complex();
    const auto name_of = [&](std::size_t i) {
      if (complex) return fmt::format("{}({})", i == 0 ? "re" : "im", text);
      return count == 1 ? text : fmt::format("{}[{}]", text, i + 1);
    };
    for (std::size_t i = 0; i < count; ++i)
      scalars.push_back({name_of(i), [asked, i](const PointScope& points) {
                           ResidualScope scope(points);
                           try {
                             return asked->components(scope).at(i);
                           } catch (const Failure& failure) {  // what only these points could show
                             throw UserError(fmt::format("`{}`: {}", asked->text, failure.diagnostic.message));
                           }
                         }});
  } catch (const Failure& failure) {
    diagnostics_.push_back(failure.diagnostic);
    scalars.clear();
  }
  return scalars;
}

std::optional<Expression> Asking::condition_of(std::string_view text, Span place) const {
  constexpr std::string_view before = "residual(";
  const bool called = text.starts_with(before) && text.ends_with(')');
  std::string_view said = called ? text.substr(before.size(), text.size() - before.size() - 1) : text;
  while (!said.empty() && said.front() == ' ') said.remove_prefix(1);
  while (!said.empty() && said.back() == ' ') said.remove_suffix(1);
  if (!condition_named(said)) return std::nullopt;
  Expression name;
  name.kind = ExprKind::name;
  name.text = said;
  name.span = place;
  if (!called) return name;
  Expression call;
  call.kind = ExprKind::call;
  call.text = "residual";
  call.span = place;
  call.children.push_back(std::move(name));
  return call;
}

std::optional<std::size_t> Asking::condition_named(std::string_view name) const {
  const auto& names = model_->condition_names;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

/// Reads the tree; false where what is wrong is reported.
bool Asking::understand(Asked& asked) {
  const Expression* residual = named_residual(*model_, asked.tree);
  const bool bare = asked.tree.kind == ExprKind::name && !asked.tree.parenthesised;
  const std::string name = residual != nullptr ? residual->text : bare ? asked.tree.text : "";
  if (const auto condition = name.empty() ? std::nullopt : condition_named(name)) {
    require_only(name, asked.tree.span);
    const NameReading::Kind other = read_name(*model_, name).kind;
    if (residual == nullptr && other != NameReading::Kind::unknown)
      fail(Finding(Code::already_taken, asked.tree.span,
                   fmt::format("`{}` means two things: a condition has this name as well", name))
               .label("which?")
               .help(fmt::format("write `residual({})` for the condition, `({})` for the other", name, name)));
    if (*condition >= model_->conditions.size())  // those of `data` blocks come after the others
      fail(Finding(Code::wrong_value, asked.tree.span,
                   fmt::format("`{}` is the name of data: it is compared at their points alone", asked.text))
               .label("the name of data")
               .help("ask for the fields themselves"));
    asked.condition = condition;
    return true;
  }
  const std::vector<Name> bound = residual_names(asked.tree.span);
  for (const Name& other : bound)
    if (speaks_of(asked.tree, other.text)) asked.residuals.emplace_back(other.text, *condition_named(other.text));
  return resolver_.resolve(asked.tree, bound);
}

/// `eq` is the residual of the one equation without a name; where there are several it says too little.
void Asking::require_only(const std::string& name, Span place) const {
  if (!is_reserved(name) || !condition_named(name + "2")) return;
  fail(Finding(Code::wrong_value, place, fmt::format("there are several `{}` without a name", name))
           .label("which of them?")
           .help(fmt::format("give the one that is meant a name, `{} NAME: ...`, and write that", name)));
}

/// Names of conditions that mean nothing else, so that an expression may use them.
std::vector<Name> Asking::residual_names(Span whole) const {
  std::vector<Name> names;
  for (std::size_t i = 0; i < model_->conditions.size(); ++i)
    if (const std::string& name = model_->condition_names[i];
        read_name(*model_, name).kind == NameReading::Kind::unknown)
      names.push_back({name, whole});
  return names;
}

/// The number of components. Whatever an expression cannot contain is found here.
std::size_t Asking::try_on_symbols(const Asked& asked) const {
  const Span place = asked.tree.span;
  SymbolicScope symbols;
  std::vector<ad::Expr> values;
  try {
    values = asked.components(symbols);
  } catch (const Failure& failure) {
    const Span found = failure.diagnostic.primary.span;
    if (found.file == place.file && found.begin >= place.begin && found.end <= place.end) throw;
    // Found in what the expression speaks of, a condition or a definition, where it is in order.
    Diagnostic here = failure.diagnostic;
    here.secondary.push_back(here.primary);
    here.primary = {place, "asked for at any point"};
    throw Failure{here};
  } catch (const UserError& error) {
    fail(Finding(Code::wrong_kind, place, error.what()));
  }
  return values.size();
}

}  // namespace ansatz::dsl
