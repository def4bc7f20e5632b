// Errors, which concern the problem as a whole, and at the end the list of warnings in the order in
// which they are given.
#include "check/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

using Leaf = SymbolicLeaf::Kind;

const Expression* find_in(const Expression& e, const std::string& name) {
  if (e.kind == ExprKind::name && e.text == name) return &e;
  for (const Expression& child : e.children)
    if (const Expression* found = find_in(child, name)) return found;
  return nullptr;
}

/// Fields that a residual speaks of, at the point itself or elsewhere.
std::set<std::size_t> fields_in(const Analysis& analysis, ad::Expr residual) {
  std::set<std::size_t> fields;
  for (const std::size_t number : analysis.symbols.leaves(residual)) {
    const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
    if (leaf.kind == Leaf::jet || leaf.kind == Leaf::elsewhere) fields.insert(leaf.index);
  }
  return fields;
}

/// Whether a field is measured, or was meant to be by data that could not be read.
bool has_data(const Analysis& analysis, std::size_t field) {
  return std::any_of(analysis.data.begin(), analysis.data.end(), [&](const DataFacts& data) {
    return data.quantities.empty() ||
           std::any_of(data.quantities.begin(), data.quantities.end(), [&](const MeasuredQuantity& quantity) {
             return fields_in(analysis, quantity.symbol).count(field) != 0;
           });
  });
}

/// Unknowns that a residual, or an ansatz, speaks of.
std::set<std::size_t> unknowns_in(const Analysis& analysis, ad::Expr value) {
  std::set<std::size_t> unknowns;
  for (const std::size_t number : analysis.symbols.leaves(value))
    if (const SymbolicLeaf& leaf = analysis.symbols.leaf(number); leaf.kind == Leaf::unknown)
      unknowns.insert(leaf.index);
  return unknowns;
}

void check_unknowns(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  std::set<std::size_t> determined;
  for (const ConditionFacts& facts : analysis.conditions) {
    if (!facts.good) return;  // one that could not be read may be the one
    for (const SymbolicResidual& residual : facts.residuals) determined.merge(unknowns_in(analysis, residual.value));
  }
  for (const AnsatzFacts& facts : analysis.ansatz) determined.merge(unknowns_in(analysis, facts.value));
  for (std::size_t k = 0; k < analysis.model->unknowns.size(); ++k) {
    const Declared& declared = analysis.model->unknowns[k];
    if (analysis.ansatz_known && determined.count(k) == 0)
      diagnostics.push_back(Finding(Code::undetermined_field, declared.definition->name.span,
                                    fmt::format("nothing determines unknown `{}`", declared.name()))
                                .label("in no condition")
                                .help("speak of it in an equation, or make it a `param`"));
  }
}

void check_determined(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  std::set<std::size_t> determined;
  for (const ConditionFacts& facts : analysis.conditions) {
    if (!facts.good) return;  // an equation that could not be read may be the one
    if (facts.kind != ConditionKind::equation && facts.kind != ConditionKind::fit) continue;
    for (const SymbolicResidual& residual : facts.residuals) determined.merge(fields_in(analysis, residual.value));
  }
  for (std::size_t field = 0; field < analysis.model->fields.size(); ++field)
    if (determined.count(field) == 0 && !has_data(analysis, field))
      diagnostics.push_back(Finding(Code::undetermined_field, analysis.model->fields[field].span,
                                    fmt::format("nothing determines field `{}`", analysis.model->fields[field].text))
                                .label("in no `eq`, no `fit` and no `data`")
                                .help("write an equation for it"));
}

/// How often a residual differentiates a field by time; -1 if it does not speak of the field.
int time_order(const Analysis& analysis, ad::Expr residual, std::size_t field) {
  const std::size_t time = analysis.model->coordinates.size() - 1;
  int order = -1;
  for (const std::size_t number : analysis.symbols.leaves(residual)) {
    const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
    if ((leaf.kind != Leaf::jet && leaf.kind != Leaf::elsewhere) || leaf.index != field) continue;
    order = std::max(order, static_cast<int>(std::count(leaf.derivatives.begin(), leaf.derivatives.end(), time)));
  }
  return order;
}

/// Conditions at a time other than by `ic`, and data: they may stand in for initial conditions.
bool held_otherwise(const Analysis& analysis, std::size_t field) {
  if (has_data(analysis, field)) return true;
  const std::size_t time = analysis.model->coordinates.size() - 1;
  for (const ConditionFacts& facts : analysis.conditions) {
    const bool at_time = std::any_of(facts.region.places.begin(), facts.region.places.end(), [&](const Place& place) {
      return place.kind == Place::Kind::face && place.coordinate == time;
    });
    if (!at_time && facts.kind != ConditionKind::fit) continue;
    for (const SymbolicResidual& residual : facts.residuals)
      if (fields_in(analysis, residual.value).count(field) != 0) return true;
  }
  return false;
}

void check_initial(const Analysis& analysis, std::size_t field, std::vector<Diagnostic>& diagnostics) {
  static constexpr const char* ordinal[] = {"", "first", "second", "third", "fourth"};
  static constexpr const char* cardinal[] = {"no", "one", "two", "three"};
  int order = 0;
  const Equation* highest = nullptr;
  std::set<int> held;
  const Statement* initial = nullptr;
  for (const ConditionFacts& facts : analysis.conditions)
    for (const SymbolicResidual& residual : facts.residuals) {
      const int here = time_order(analysis, residual.value, field);
      if (facts.kind == ConditionKind::equation && here > order) order = here, highest = residual.equation;
      if (facts.kind != ConditionKind::initial || here < 0) continue;
      held.insert(here);
      initial = facts.statement;
    }
  const auto missing = [&] {
    for (int k = 0; k < order; ++k)
      if (held.count(k) == 0 && !ansatz_fixes_start(analysis, field, k)) return k;
    return order;
  }();
  if (missing == order || order > 4 || held_otherwise(analysis, field)) return;
  const std::string& name = analysis.model->fields[field].text;
  const std::string suffix(static_cast<std::size_t>(order), 't');
  const std::string derivative = name + "_" + suffix;
  const std::string wanted =
      missing == 0 ? name + " = ..." : name + "_" + std::string(static_cast<std::size_t>(missing), 't') + " = 0";
  const std::size_t count = std::min<std::size_t>(held.size(), 3);
  const bool data = !analysis.data.empty();  // of other fields: equations may carry over what they say
  Finding error = Finding(data ? Code::few_initial : Code::missing_initial, find_name(*highest, derivative),
                          fmt::format("`{}` is {} order in time but has {} initial condition{}{}", name, ordinal[order],
                                      cardinal[count], count == 1 ? "" : "s", data ? "; data may determine it" : ""))
                      .label("its highest derivative in time")
                      .help(fmt::format("{}add `ic {}`", data ? "where they do not, " : "", wanted));
  if (initial != nullptr) error.also(initial->keyword, "add one beside this");
  diagnostics.push_back(error);
}

void check_weights(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  for (const EffectiveBlock& block : analysis.blocks) {
    if (!block.spec->takes_condition_names) continue;
    for (const ConditionFacts& facts : analysis.conditions) {
      const EffectiveSetting* named = block.find(facts.stated);
      const EffectiveSetting* own = facts.with.find("weight");
      if (named == nullptr || own == nullptr || named->spec != nullptr) continue;
      diagnostics.push_back(
          Finding(Code::already_taken, named->place, fmt::format("the weight of `{}` is given twice", facts.stated))
              .help("take one of them out")
              .also(own->place, "and here"));
    }
  }
}

/// Causal weights follow the order of times.
void check_times(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  if (analysis.model->time != nullptr) return;
  for (const EffectiveBlock& block : analysis.blocks) {
    const EffectiveSetting* causal = block.spec->keyword == "loss" ? block.find("causal") : nullptr;
    if (causal == nullptr || causal->value.numbers.empty() || causal->value.number() == 0) continue;
    diagnostics.push_back(Finding(Code::no_time, causal->place, "`causal` needs a `time`")
                              .label("there is none")
                              .help("state `time t in [0, 1]`, or take `causal` out"));
  }
}

}  // namespace

Span find_name(const Equation& equation, const std::string& name) {
  for (const Expression* side : {&equation.left, &equation.right})
    if (const Expression* found = find_in(*side, name)) return found->span;
  return equation.span;
}

void check(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  check_weights(analysis, diagnostics);
  check_times(analysis, diagnostics);
  check_windows(analysis, diagnostics);
  check_compute(analysis, diagnostics);
  check_recovery(analysis, diagnostics);
  const bool sound =
      std::all_of(analysis.conditions.begin(), analysis.conditions.end(), [](const auto& c) { return c.good; });
  if (!sound) return;
  check_places(analysis, diagnostics);
  check_determined(analysis, diagnostics);
  check_unknowns(analysis, diagnostics);
  if (analysis.model->time == nullptr || !analysis.domain_known || !analysis.ansatz_known) return;
  for (std::size_t field = 0; field < analysis.model->fields.size(); ++field)
    check_initial(analysis, field, diagnostics);
}

void warn(const Analysis& analysis, const Problem& problem, std::vector<Diagnostic>& diagnostics) {
  warn_about_equations(analysis, diagnostics);
  warn_about_meetings(analysis, diagnostics);
  warn_about_exact(analysis, diagnostics);
  warn_about_ansatz(analysis, diagnostics);
  warn_about_settings(analysis, problem, diagnostics);
  warn_about_terms(analysis, problem, diagnostics);
  warn_about_tables(analysis, diagnostics);
  warn_about_trivial(analysis, problem, diagnostics);
  warn_about_unused(analysis, diagnostics);
}

}  // namespace ansatz::dsl
