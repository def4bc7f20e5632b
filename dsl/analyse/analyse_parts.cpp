// Parts of the domain that fields live on, `field Ta on lower, Tb on upper`, and what holds there: a condition has
// points only where all of its fields live. What a part is: analyse_regions.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analyse/analyser.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/sampling.hpp"
#include "ansatz/dsl/format.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {

void analyse_parts(Analyser& analyser) {
  const Model& model = analyser.model;
  analyser.facts.parts.resize(model.fields.size());
  if (!analyser.facts.domain_known) return;
  for (std::size_t field = 0; field < model.fields.size(); ++field) {
    PartFacts& part = analyser.facts.parts[field];
    part.written = model.field_parts[field];
    if (part.written == nullptr) continue;
    if (field > 0 && part.written == model.field_parts[field - 1])
      part.holds = analyser.facts.parts[field - 1].holds;  // what is wrong with it was said
    else
      analyser.guarded([&] { part.holds = read_part_of_domain(analyser, *part.written); });
  }
}

namespace {

/// The fields that a condition speaks of at its own points.
std::set<std::size_t> fields_at_points(const SymbolicScope& symbols, const ConditionFacts& facts) {
  std::set<std::size_t> fields;
  for (const SymbolicResidual& residual : facts.residuals)
    for (const std::size_t number : symbols.leaves(residual.value))
      if (const SymbolicLeaf& leaf = symbols.leaf(number); leaf.kind == SymbolicLeaf::Kind::jet)
        fields.insert(leaf.index);
  return fields;
}

/// Whether the condition holds anywhere: one of some thousand points.
bool has_points(const Domain& domain, const ConditionFacts& facts) {
  constexpr std::size_t tries = 20000;
  try {
    if (facts.kind == ConditionKind::boundary) {
      sample_boundary(domain, facts.region, 1, RandomPoints{}, 0, "part");
      return true;
    }
    const bool start = facts.kind == ConditionKind::initial;
    const PointSet set = start ? sample_initial(domain, tries, RandomPoints{}, 0, "part")
                               : sample_interior(domain, tries, RandomPoints{}, 0, "part");
    const std::vector<double> points = point_by_point(set);
    for (std::size_t p = 0; p < set.count; ++p)
      if (facts.region.where(points.data() + p * set.dimensions)) return true;
  } catch (const UserError&) {
    // no point of that boundary
  }
  return false;
}

}  // namespace

std::vector<std::size_t> sides_of(const Analyser& analyser, const ConditionFacts& facts) {
  const Model& model = analyser.model;
  const std::set<std::size_t> fields = fields_at_points(analyser.facts.symbols, facts);
  std::vector<std::size_t> sides;
  const Symbol* first = nullptr;
  for (const auto& [name, symbol] : model.symbols) {
    const auto spoken_of = [&](std::size_t piece) { return fields.count(piece) != 0; };
    if (symbol.kind != SymbolKind::field || std::none_of(symbol.pieces.begin(), symbol.pieces.end(), spoken_of))
      continue;
    std::vector<std::size_t> own;
    for (const std::size_t piece : symbol.pieces) own.push_back(model.region_of(piece).value());
    if (first != nullptr && std::set(own.begin(), own.end()) != std::set(sides.begin(), sides.end()))
      fail(Finding(Code::wrong_kind, facts.content().equations.front().span,
                   fmt::format("`{}` and `{}` are in other pieces", first->name.text, name))
               .label("of both")
               .help("let both live on the same regions")
               .also(first->name.span, "one of them")
               .also(symbol.name.span, "the other"));
    if (first == nullptr) sides = own;
    first = &symbol;
  }
  return sides;
}

void limit_to_parts(Analyser& analyser, ConditionFacts& facts) {
  const Model& model = analyser.model;
  std::vector<std::size_t> living;
  for (const std::size_t field : fields_at_points(analyser.facts.symbols, facts))
    if (field < analyser.facts.parts.size() && analyser.facts.parts[field].holds) living.push_back(field);
  if (living.empty() || !analyser.facts.domain_known) return;
  if (facts.kind == ConditionKind::boundary && facts.region.places.empty()) return;  // which was reported
  for (const std::size_t field : living)
    facts.region = facts.region & Region{{}, analyser.facts.parts[field].holds, {}};
  if (has_points(analyser.facts.domain, facts)) return;
  std::string where;
  std::set<std::string> parts;
  for (const std::size_t field : living) {
    const std::string part = print_expression(*analyser.facts.parts[field].written);
    where += fmt::format("{}`{}` lives on `{}`", where.empty() ? "" : ", ", model.fields[field].text, part);
    parts.insert(part);
  }
  Finding finding = Finding(Code::empty_region, facts.content().equations.front().span,
                            fmt::format("this condition holds nowhere: {}", where))
                        .label("nowhere");
  if (parts.size() > 1)
    finding.help(
        "state what is asked of each field in a condition of its own; what joins them holds on "
        "`interface(part, part)`");
  else
    finding.help("say `on` a place of that part, or let the field live there too");
  fail(finding.also(model.fields[living.front()].span, "the part is stated here"));
}

}  // namespace ansatz::dsl
