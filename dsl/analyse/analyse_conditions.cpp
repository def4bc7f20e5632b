// eq, bc, ic and fit, as symbols: each is evaluated once, at one symbolic point.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "analyse/analyser.hpp"
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
    case Source::check: return "check";
    default: return "eq";
  }
}

/// Labels as they are; eq, eq2, eq3, ... for conditions without, skipping labels in use.
std::vector<std::string> name_all(Analyser& analyser, const std::vector<const Statement*>& statements) {
  std::map<std::string, Span> labels;
  for (const Statement* statement : statements)
    if (const auto& label = std::get<ConditionStatement>(statement->content).label) {
      const auto [place, added] = labels.emplace(label->text, label->span);
      if (added) continue;
      analyser.diagnostics.push_back(
          Finding(Code::already_taken, label->span,
                  fmt::format(
                      "`{}` is already the name of a {}", label->text,
                      std::get<ConditionStatement>(statement->content).kind == Source::check ? "check" : "condition"))
              .also(place->second, "first used here"));
    }
  std::vector<std::string> names;
  std::map<std::string, int> counts;
  for (const Statement* statement : statements) {
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
}

void check_contents(const SymbolicScope& symbols, const ConditionFacts& facts) {
  for (const SymbolicResidual& residual : facts.residuals) {
    bool something = false;
    for (const std::size_t number : symbols.leaves(residual.value)) {
      const SymbolicLeaf& leaf = symbols.leaf(number);
      something = something || leaf.kind == Leaf::jet || leaf.kind == Leaf::elsewhere || leaf.kind == Leaf::unknown;
      if (facts.kind == ConditionKind::fit && leaf.kind == Leaf::jet && !leaf.derivatives.empty())
        fail(Finding(Code::not_a_field, residual.equation->span, "a `fit` speaks of values, not of derivatives")
                 .label("a derivative")
                 .help("write `eq` for a condition with derivatives"));
    }
    if (!something) {
      const std::optional<double> value = constant_of(residual.value);
      const bool equation = residual.equation->relation == "=";
      fail(Finding(Code::nothing_to_solve, residual.equation->span,
                   fmt::format("this {} contains nothing to solve for{}", equation ? "equation" : "promise",
                               equation && value ? fmt::format(" ({} = 0)", *value) : ""))
               .label("no field and no unknown"));
    }
  }
}

/// The residuals of all equations; false where one is wrong.
bool read_residuals(Analyser& analyser, ConditionFacts& facts) {
  const ConditionStatement& condition = facts.content();
  bool good = true;
  for (const Equation& equation : condition.equations)
    good &= analyser.guarded([&] {
      std::optional<std::size_t>& lost_jump = analyser.facts.symbols.lost_jump;
      lost_jump.reset();
      for (const ad::Expr value : analyser.symbolic.residuals(equation))
        facts.residuals.push_back({value, &equation, lost_jump});
    });
  return good;
}

/// One condition for each side where fields are in pieces: on those sides where it has points. What is wrong with it on
/// all of them is said of the first.
std::vector<ConditionFacts> on_each_side(Analyser& analyser, const ConditionFacts& facts,
                                         const std::vector<std::size_t>& sides) {
  std::vector<ConditionFacts> all;
  std::optional<Diagnostic> nowhere;
  for (const std::size_t side : sides) {
    ConditionFacts own = facts;
    own.side = side;
    own.name = fmt::format("{}({})", facts.name, analyser.model.definitions[side].name());
    own.residuals.clear();
    own.good = analyser.symbolic.on(side, [&] { return read_residuals(analyser, own); });
    try {
      if (own.good) limit_to_parts(analyser, own);
      all.push_back(std::move(own));
    } catch (const Failure& failure) {
      if (!nowhere) nowhere = failure.diagnostic;
    }
  }
  if (!all.empty() || !nowhere) return all;
  analyser.diagnostics.push_back(*nowhere);
  all.push_back(facts);
  all.back().good = false;
  return all;
}

/// What a statement says: one condition, or one for each side of fields in pieces.
std::vector<ConditionFacts> analyse_condition(Analyser& analyser, ConditionFacts facts) {
  const ConditionStatement& condition = facts.content();
  facts.stated = facts.name;
  facts.good = analyser.guarded([&] { check_place(analyser.facts, *facts.statement, condition); });
  analyser.facts.symbols.normals = facts.kind == ConditionKind::boundary;
  analyser.symbolic.stand_at(condition.region ? &*condition.region : nullptr);
  bool named = true;
  for (const Equation& equation : condition.equations)
    for (const Expression* side : {&equation.left, &equation.right}) named &= analyser.resolver.resolve(*side);
  facts.good &= named && read_residuals(analyser, facts);
  const bool joins_sides = analyser.symbolic.took_jump();
  facts.good &= analyser.guarded([&] { check_contents(analyser.facts.symbols, facts); });
  if (condition.region && analyser.facts.domain_known)
    facts.good &= analyser.guarded([&] {
      const bool boundary = facts.kind == ConditionKind::boundary;
      facts.region = boundary ? read_region(analyser, *condition.region) : read_part(analyser, *condition.region);
    });
  std::vector<std::size_t> sides;
  if (facts.good && !joins_sides) facts.good = analyser.guarded([&] { sides = sides_of(analyser, facts); });
  std::vector<ConditionFacts> all;
  if (facts.good && !sides.empty()) {
    all = on_each_side(analyser, facts, sides);
  } else {
    if (facts.good) facts.good = analyser.guarded([&] { limit_to_parts(analyser, facts); });
    all.push_back(std::move(facts));
  }
  analyser.symbolic.stand_at(nullptr);
  return all;
}

void append(std::vector<ConditionFacts>& all, std::vector<ConditionFacts> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

void analyse_conditions(Analyser& analyser) {
  const std::vector<std::string> names = name_all(analyser, analyser.model.conditions);
  analyser.model.condition_names = names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    ConditionFacts facts;
    facts.statement = analyser.model.conditions[i];
    facts.kind = kind_of(facts.content().kind);
    facts.name = names[i];
    append(analyser.facts.conditions, analyse_condition(analyser, std::move(facts)));
  }
  analyser.facts.symbols.normals = false;
}

namespace {

/// Signs of one kind, and those that a promise can have.
void check_relations(const ConditionStatement& check) {
  for (const Equation& promised : check.equations)
    if (promised.relation == "==" || promised.relation == "!=")
      fail(Finding(Code::missing_equals, promised.span,
                   promised.relation == "==" ? "a check says `=` where two sides are to be equal"
                                             : "a check cannot say that two sides are different")
               .help("write `=`, `<=` or `>=`"));
  const bool equal = check.equations.front().relation == "=";
  for (const Equation& promised : check.equations)
    if ((promised.relation == "=") != equal)
      fail(Finding(Code::missing_equals, promised.span,
                   "a check promises what is equal, or what is not less, and not both")
               .also(check.equations.front().span, "the other")
               .help("write two checks"));
}

}  // namespace

/// What is promised, as residuals that are to be zero or not negative (Evaluator::residuals).
void analyse_checks(Analyser& analyser) {
  const std::vector<std::string> names = name_all(analyser, analyser.model.checks);
  analyser.model.check_names = names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    ConditionFacts facts;
    facts.statement = analyser.model.checks[i];
    const std::optional<RegionClause>& on = facts.content().region;
    facts.kind = on && !is_part(*on) ? ConditionKind::boundary : ConditionKind::equation;
    facts.name = names[i];
    facts.good = analyser.guarded([&] { check_relations(facts.content()); });
    if (facts.good)
      append(analyser.facts.checks, analyse_condition(analyser, std::move(facts)));
    else
      analyser.facts.checks.push_back(std::move(facts));
  }
  analyser.facts.symbols.normals = false;
}

namespace {

/// data, data2, ... without a name of its own. What is in a block is read later, as it speaks of the seed.
void name_data(Analyser& analyser) {
  const auto taken = [&](const std::string& name) {
    const auto same = [&](const auto& facts) { return facts.name == name; };
    return std::any_of(analyser.facts.conditions.begin(), analyser.facts.conditions.end(), same) ||
           std::any_of(analyser.facts.data.begin(), analyser.facts.data.end(), same);
  };
  for (const Statement* statement : analyser.model.blocks) {
    const Block& block = std::get<Block>(statement->content);
    if (block.keyword != "data") continue;
    std::string name = block.name ? block.name->text : "data";
    if (block.name && taken(name))
      analyser.diagnostics.push_back(
          Finding(Code::already_taken, block.name->span, fmt::format("`{}` is already the name of a condition", name))
              .help("choose another name for the data"));
    for (int i = 2; !block.name && taken(name); ++i) name = fmt::format("data{}", i);
    analyser.model.condition_names.push_back(name);
    DataFacts& facts = analyser.facts.data.emplace_back();
    facts.statement = statement;
    facts.name = std::move(name);
  }
}

}  // namespace

void analyse_blocks(Analyser& analyser) {
  ValueReader values(analyser.model, analyser.constants, analyser.resolver);
  BlockReader blocks(analyser.model, values, analyser.diagnostics);
  for (ConditionFacts& facts : analyser.facts.conditions) facts.with = blocks.read_with(facts.content());
  for (ConditionFacts& facts : analyser.facts.checks) facts.with = blocks.read_with(facts.content());
  name_data(analyser);
  analyser.facts.blocks = blocks.read_blocks();
}

}  // namespace ansatz::dsl
