// eq, bc, ic and fit, as symbols: each is evaluated once, at one symbolic point.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analyse/analysis.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

using Source = ConditionStatement::Kind;
using Leaf = SymbolicLeaf::Kind;

ConditionKind kind_of(Source kind) {
  switch (kind) {
    case Source::bc: return ConditionKind::boundary;
    case Source::ic: return ConditionKind::initial;
    case Source::fit: return ConditionKind::fit;
    default: return ConditionKind::equation;
  }
}

const char* word_of(Source kind) {
  switch (kind) {
    case Source::bc: return "bc";
    case Source::ic: return "ic";
    case Source::fit: return "fit";
    default: return "eq";
  }
}

/// Labels as they are; eq, eq2, eq3, ... for conditions without, skipping labels in use.
std::vector<std::string> name_conditions(Analysis& analysis) {
  std::map<std::string, Span> labels;
  for (const Statement* statement : analysis.model->conditions)
    if (const auto& label = std::get<ConditionStatement>(statement->content).label) {
      const auto [place, added] = labels.emplace(label->text, label->span);
      if (added) continue;
      analysis.diagnostics.push_back(
          Finding(Code::already_taken, label->span, fmt::format("`{}` is already the name of a condition", label->text))
              .also(place->second, "first used here"));
    }
  std::vector<std::string> names;
  std::map<std::string, int> counts;
  for (const Statement* statement : analysis.model->conditions) {
    const ConditionStatement& condition = std::get<ConditionStatement>(statement->content);
    std::string name = condition.label ? condition.label->text : "";
    while (name.empty() || (!condition.label && labels.count(name) != 0)) {
      const std::string word = word_of(condition.kind);
      const int number = ++counts[word];
      name = number == 1 ? word : word + std::to_string(number);
    }
    names.push_back(std::move(name));
  }
  return names;
}

/// `on` and `time` where they are needed and nowhere else.
void check_place(const Analysis& analysis, const Statement& statement, const ConditionStatement& condition) {
  if (condition.kind == Source::bc && !condition.region)
    fail(Finding(Code::where_it_holds, statement.keyword, "a boundary condition must say where it holds")
             .label("where?")
             .help("say where: `bc u = 0 on boundary`"));
  if (condition.kind == Source::ic && analysis.model->time == nullptr)
    fail(Finding(Code::where_it_holds, statement.keyword, "an initial condition needs a `time`")
             .label("no time in this problem")
             .help("declare one with `time t in [0, 1]`, or use `bc`"));
  if (condition.kind == Source::ic && condition.region)
    fail(Finding(Code::where_it_holds, condition.region->span,
                 "an initial condition holds at the start of `time`; it has no `on`")
             .label("not needed")
             .help("take it out"));
  if (condition.kind != Source::bc && condition.region)
    fail(not_implemented(condition.region->span, fmt::format("`{}` on a part of the domain", word_of(condition.kind))));
}

void check_contents(Analysis& analysis, const ConditionFacts& facts) {
  for (const SymbolicResidual& residual : facts.residuals) {
    bool something = false;
    for (const std::size_t number : analysis.symbols.leaves(residual.value)) {
      const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
      something = something || leaf.kind == Leaf::jet || leaf.kind == Leaf::elsewhere || leaf.kind == Leaf::unknown;
      if (facts.kind == ConditionKind::fit && leaf.kind == Leaf::jet && !leaf.derivatives.empty())
        fail(Finding(Code::not_a_field, residual.equation->span, "a `fit` speaks of values, not of derivatives")
                 .label("a derivative")
                 .help("write `eq` for a condition with derivatives"));
      if (leaf.kind == Leaf::integral) fail(varying_integral(residual.equation->span));
    }
    if (!something) {
      const std::optional<double> value = constant_of(residual.value);
      fail(Finding(Code::nothing_to_solve, residual.equation->span,
                   value ? fmt::format("this equation contains nothing to solve for ({} = 0)", *value)
                         : std::string("this equation contains nothing to solve for"))
               .label("no field and no unknown"));
    }
  }
}

void analyse_condition(Analysis& analysis, ConditionFacts& facts) {
  const ConditionStatement& condition = facts.content();
  facts.good = analysis.guarded([&] { check_place(analysis, *facts.statement, condition); });
  analysis.symbols.normals = facts.kind == ConditionKind::boundary;
  for (const Equation& equation : condition.equations) {
    const bool left = analysis.resolver.resolve(equation.left), right = analysis.resolver.resolve(equation.right);
    facts.good &= left && right && analysis.guarded([&] {
      for (const ad::Expr value : analysis.symbolic.residuals(equation)) facts.residuals.push_back({value, &equation});
    });
  }
  facts.good &= analysis.guarded([&] { check_contents(analysis, facts); });
  if (facts.kind == ConditionKind::boundary && condition.region && analysis.domain_known)
    facts.good &= analysis.guarded([&] { facts.region = read_region(analysis, *condition.region); });
}

}  // namespace

void analyse_conditions(Analysis& analysis) {
  const std::vector<std::string> names = name_conditions(analysis);
  analysis.model->condition_names = names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    ConditionFacts& facts = analysis.conditions.emplace_back();
    facts.statement = analysis.model->conditions[i];
    facts.kind = kind_of(facts.content().kind);
    facts.name = names[i];
    analyse_condition(analysis, facts);
  }
  analysis.symbols.normals = false;
}

namespace {

/// data, data2, ... without a name of its own. What is in a block is read later, as it speaks of the seed.
void name_data(Analysis& analysis) {
  const auto taken = [&](const std::string& name) {
    const auto same = [&](const auto& facts) { return facts.name == name; };
    return std::any_of(analysis.conditions.begin(), analysis.conditions.end(), same) ||
           std::any_of(analysis.data.begin(), analysis.data.end(), same);
  };
  for (const Statement* statement : analysis.model->blocks) {
    const Block& block = std::get<Block>(statement->content);
    if (block.keyword != "data") continue;
    std::string name = block.name ? block.name->text : "data";
    if (block.name && taken(name))
      analysis.diagnostics.push_back(
          Finding(Code::already_taken, block.name->span, fmt::format("`{}` is already the name of a condition", name))
              .help("choose another name for the data"));
    for (int i = 2; !block.name && taken(name); ++i) name = fmt::format("data{}", i);
    analysis.model->condition_names.push_back(name);
    analysis.data.push_back({statement, std::move(name), {}, {}});
  }
}

}  // namespace

void analyse_blocks(Analysis& analysis) {
  ValueReader values(*analysis.model, analysis.constants, analysis.resolver);
  BlockReader blocks(*analysis.model, values, analysis.diagnostics);
  std::vector<std::string> names;
  for (ConditionFacts& facts : analysis.conditions) {
    names.push_back(facts.name);
    facts.with = blocks.read_with(facts.content());
  }
  name_data(analysis);
  for (const DataFacts& data : analysis.data) names.push_back(data.name);
  analysis.blocks = blocks.read_blocks(names);
}

}  // namespace ansatz::dsl
