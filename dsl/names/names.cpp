// A name is looked up in the tables first, and read as a derivative only if it is in none. Then the walk that finds
// unknown names. Cycles: definitions.cpp.
#include "names/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numbers>

#include "ansatz/dsl/suggest.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

/// All the ways in which `suffix` is a sequence of coordinate names; stops at two.
void split_suffix(const Model& model, std::string_view suffix, std::vector<std::size_t>& sofar,
                  std::vector<std::vector<std::size_t>>& found) {
  if (found.size() > 1) return;
  if (suffix.empty()) {
    found.push_back(sofar);
    return;
  }
  for (std::size_t i = 0; i < model.coordinates.size(); ++i) {
    const std::string& name = model.coordinates[i].text;
    if (!suffix.starts_with(name)) continue;
    sofar.push_back(i);
    split_suffix(model, suffix.substr(name.size()), sofar, found);
    sofar.pop_back();
  }
}

/// Names that look like a derivative: u_xx. A name may hold several underscores; each is tried.
NameReading read_derivative(const Model& model, std::string_view name) {
  constexpr std::size_t longest_suffix = 64;  // derivative order is limited far below
  NameReading reading;
  for (std::size_t cut = name.find('_', 1); cut != std::string_view::npos; cut = name.find('_', cut + 1)) {
    const std::string_view suffix = name.substr(cut + 1);
    const Symbol* symbol = model.find(name.substr(0, cut));
    if (symbol == nullptr || suffix.empty() || suffix.size() > longest_suffix) continue;
    std::vector<std::size_t> sofar;
    std::vector<std::vector<std::size_t>> splits;
    split_suffix(model, suffix, sofar, splits);
    using Kind = NameReading::Kind;
    const Kind kind = symbol->kind != SymbolKind::field ? (splits.empty() ? Kind::unknown : Kind::derivative_of_other)
                      : splits.empty()                  ? Kind::unsplit_derivative
                      : splits.size() > 1               ? Kind::ambiguous_derivative
                                                        : Kind::derivative;
    if (kind == Kind::unknown || reading.kind == Kind::derivative) continue;
    reading.kind = kind;
    reading.symbol = symbol;
    if (!splits.empty()) reading.coordinates = splits.front();
    std::sort(reading.coordinates.begin(), reading.coordinates.end());
  }
  return reading;
}

}  // namespace

NameReading read_name(const Model& model, std::string_view name) {
  using Kind = NameReading::Kind;
  if (const Symbol* symbol = model.find(name)) return {Kind::symbol, symbol, {}, 0};
  if (name == "pi" || name == "π") return {Kind::constant, nullptr, {}, std::numbers::pi};
  if (name == "inf") return {Kind::constant, nullptr, {}, std::numeric_limits<double>::infinity()};
  if (name == "i" && model.complex) return {Kind::imaginary, nullptr, {}, 0};
  if (name == "normal") return {Kind::normal, nullptr, {}, 0};
  if (std::find(model.functions.begin(), model.functions.end(), name) != model.functions.end())
    return {Kind::function, nullptr, {}, 0};
  if (name.starts_with('d') && name.size() > 1)
    if (const Symbol* symbol = model.find(name.substr(1)); symbol && symbol->kind == SymbolKind::coordinate)
      return {Kind::coordinate_operator, nullptr, {symbol->index}, 0};
  return read_derivative(model, name);
}

std::vector<std::string> known_names(const Model& model) {
  std::vector<std::string> names = model.functions;
  for (const auto& [name, symbol] : model.symbols) names.push_back(name);
  names.insert(names.end(), {"pi", "inf", "normal"});
  return names;
}

// --- the walk ---------------------------------------------------------------------------------------

bool Resolver::resolve(const Expression& e, const std::vector<Name>& bound) {
  good_ = true;
  for (const Name& name : bound) bound_.push_back(name.text);
  walk(e, 1);
  bound_.clear();
  return good_;
}

std::vector<const Symbol*> Resolver::take_used() {
  std::sort(used_.begin(), used_.end());
  used_.erase(std::unique(used_.begin(), used_.end()), used_.end());
  return std::exchange(used_, {});
}

std::size_t Resolver::take_depth() { return std::exchange(depth_, 0); }

bool Resolver::is_bound(std::string_view name) const {
  return std::find(bound_.begin(), bound_.end(), name) != bound_.end();
}

void Resolver::use(const Symbol* symbol) { used_.push_back(symbol); }

void Resolver::walk(const Expression& e, std::size_t depth) {
  depth_ = std::max(depth_, depth);
  if (e.kind == ExprKind::name) return walk_name(e);
  if (e.kind == ExprKind::call) return walk_call(e, depth);
  if (e.kind == ExprKind::binary) {
    const std::vector<const Expression*> spine = left_spine(e);
    walk(spine.back()->children[0], depth + 1);
    for (std::size_t i = spine.size(); i > 0; --i) walk(spine[i - 1]->children[1], depth + 1);
    return;
  }
  for (const Expression& child : e.children) walk(child, depth + 1);
}

void Resolver::walk_name(const Expression& e) {
  if (is_bound(e.text)) return;
  const NameReading reading = read_name(model_, e.text);
  switch (reading.kind) {
    case NameReading::Kind::symbol: return use(reading.symbol);
    case NameReading::Kind::derivative: check_derivative(e.text, reading, e.span); return use(reading.symbol);
    case NameReading::Kind::constant:
    case NameReading::Kind::imaginary:
    case NameReading::Kind::normal:
    case NameReading::Kind::coordinate_operator:
    case NameReading::Kind::function: return;
    default: return report_unknown(e.text, e.span);
  }
}

void Resolver::walk_call(const Expression& e, std::size_t depth) {
  const std::size_t outer = bound_.size();
  const NameReading reading = is_bound(e.text) ? NameReading{} : read_name(model_, e.text);
  const Symbol* symbol = reading.symbol;
  using Kind = NameReading::Kind;
  if (is_bound(e.text) ||
      (reading.kind == Kind::symbol && symbol->kind != SymbolKind::definition && symbol->kind != SymbolKind::field)) {
    good_ = false;
    diagnostics_.push_back(
        Finding(Code::wrong_arguments, e.operator_span, fmt::format("`{}` is not a function", e.text))
            .label("called here")
            .help(fmt::format("write `{}*(...)` for a product", e.text)));
  } else if (reading.kind == Kind::derivative || (reading.kind == Kind::symbol && symbol->kind == SymbolKind::field)) {
    use(symbol);
    check_derivative(e.text, reading, e.operator_span);
    return walk_field_arguments(e, depth);
  } else if (reading.kind == Kind::symbol) {
    use(symbol);
    const Definition& definition = *model_.definitions[symbol->index].definition;
    const bool named = std::any_of(e.arguments.begin(), e.arguments.end(),
                                   [](const ArgumentForm& a) { return a.kind != ArgumentForm::Kind::positional; });
    if (!definition.is_function || named || definition.parameters.size() != e.children.size()) {
      good_ = false;
      std::string message = fmt::format("`{}` takes {} argument{}; got {}", e.text, definition.parameters.size(),
                                        definition.parameters.size() == 1 ? "" : "s", e.children.size());
      if (named) message = fmt::format("arguments of `{}` are given by position", e.text);
      if (!definition.is_function) message = fmt::format("`{}` is a value, not a function", e.text);
      diagnostics_.push_back(
          Finding(Code::wrong_arguments, e.span, message).also(definition.name.span, "defined here"));
    }
  } else if (reading.kind != Kind::function && reading.kind != Kind::coordinate_operator) {
    report_unknown_call(e);
  }
  // Binders are visible in the other arguments; their ranges are not.
  for (std::size_t i = 0; i < e.children.size(); ++i)
    if (e.arguments[i].kind == ArgumentForm::Kind::binder) {
      const Name& name = e.arguments[i].name;
      walk(e.children[i], depth + 1);
      const Symbol* known = model_.find(name.text);
      const bool coordinate =
          known != nullptr && known->kind == SymbolKind::coordinate && integrates_coordinates && e.text == "integral";
      if ((known != nullptr && !coordinate) || is_bound(name.text)) {
        good_ = false;
        diagnostics_.push_back(
            Finding(Code::already_taken, name.span, fmt::format("`{}` has a meaning already", name.text))
                .label("bound here")
                .help(e.text == "integral" ? "choose another name for the variable of integration"
                                           : "choose another name for what runs"));
      }
      bound_.push_back(name.text);
    }
  for (std::size_t i = 0; i < e.children.size(); ++i)
    if (e.arguments[i].kind != ArgumentForm::Kind::binder) walk(e.children[i], depth + 1);
  bound_.resize(outer);
}

/// A field of fewer coordinates does not change along the others.
void Resolver::check_derivative(std::string_view name, const NameReading& reading, Span span) {
  const std::vector<std::size_t>& of = model_.field_coordinates[reading.symbol->index];
  for (const std::size_t by : reading.coordinates)
    if (!of.empty() && std::find(of.begin(), of.end(), by) == of.end()) {
      good_ = false;
      diagnostics_.push_back(Finding(Code::not_a_field, span,
                                     fmt::format("`{}` is zero everywhere: `{}` does not depend on {}", name,
                                                 reading.symbol->name.text, model_.coordinates[by].text))
                                 .label("always zero")
                                 .also(reading.symbol->name.span, "the coordinates that it depends on are here"));
      return;
    }
}

/// u(x = 0): every argument names a coordinate.
void Resolver::walk_field_arguments(const Expression& e, std::size_t depth) {
  report_field_arguments(e);
  for (const Expression& child : e.children) walk(child, depth + 1);
}

std::vector<const Expression*> left_spine(const Expression& e) {
  std::vector<const Expression*> spine;
  for (const Expression* at = &e; at->kind == ExprKind::binary; at = &at->children[0]) spine.push_back(at);
  return spine;
}

}  // namespace ansatz::dsl
