// W0607 and W0613: what a table does not tell, of those that conditions speak of.
#include <fmt/format.h>

#include <set>

#include "check/checks.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

/// Where a coordinate runs.
Interval range_of(const Domain& domain, std::size_t coordinate) {
  if (coordinate >= domain.space.size()) return domain.times;
  return {domain.shape->lower()[coordinate], domain.shape->upper()[coordinate]};
}

class TableWarnings {
 public:
  TableWarnings(const Analysis& analysis, std::vector<Diagnostic>& diagnostics)
      : analysis_(analysis), diagnostics_(diagnostics) {}

  void look_at(const ConditionFacts& facts, const SymbolicResidual& residual) {
    ad::Graph& graph = residual.value.graph();
    for (const std::uint32_t id : ad::reachable(std::span(&residual.value, 1)))
      for (const Declared& declared : analysis_.model->definitions) {
        if (!declared.table) continue;
        const std::optional<std::size_t> times = declared.table->times_differentiated(graph.at(id));
        if (!times) continue;
        if (*times > 0 && declared.table->method() == Interpolation::linear)
          about_slope(facts, *residual.equation, declared);
        for (std::size_t i = 0; i < declared.table->ranges().size(); ++i)
          about_end(declared, i, graph.at(graph.operands(id)[i]));
      }
  }

 private:
  void about_slope(const ConditionFacts& facts, const Equation& equation, const Declared& table) {
    if (!sloped_.insert({&equation, &table}).second) return;
    diagnostics_.push_back(
        Finding(Code::not_smooth, equation.span,
                fmt::format("`{}` differentiates the table `{}`, whose slope jumps from point to point", facts.name,
                            table.name()))
            .also(table.definition->table->file_span, "straight between its points")
            .help("add `with method = cubic` to the table"));
  }

  /// At a coordinate itself: of another argument nobody knows where it runs.
  void about_end(const Declared& table, std::size_t argument, ad::Expr at) {
    const std::vector<std::size_t> leaves = analysis_.symbols.direct_leaves(at);
    if (leaves.size() != 1 || !(analysis_.symbols.leaf(leaves[0]).leaf == at)) return;
    const SymbolicLeaf& leaf = analysis_.symbols.leaf(leaves[0]);
    if (leaf.kind != SymbolicLeaf::Kind::coordinate || !ended_.insert({&table, argument}).second) return;
    constexpr double rounding = 1e-6;  // of numbers in tables, as of points
    const Interval domain = range_of(analysis_.domain, leaf.index), known = table.table->ranges()[argument];
    const double near = rounding * (domain.upper - domain.lower);
    if (known.lower <= domain.lower + near && known.upper >= domain.upper - near) return;
    const std::string& coordinate = analysis_.model->coordinates[leaf.index].text;
    diagnostics_.push_back(
        Finding(Code::table_ends, table.definition->table->file_span,
                fmt::format("`{}` is known for {} in [{}, {}], and {} runs over [{}, {}]", table.name(), coordinate,
                            known.lower, known.upper, coordinate, domain.lower, domain.upper))
            .label("beyond its ends it stays what it is there")
            .help("look at the units of the coordinate; add rows for the rest of the domain"));
  }

  const Analysis& analysis_;
  std::vector<Diagnostic>& diagnostics_;
  std::set<std::pair<const Equation*, const Declared*>> sloped_;
  std::set<std::pair<const Declared*, std::size_t>> ended_;
};

}  // namespace

void warn_about_tables(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  TableWarnings warnings(analysis, diagnostics);
  for (const ConditionFacts& facts : analysis.conditions)
    for (const SymbolicResidual& residual : facts.residuals) warnings.look_at(facts, residual);
}

}  // namespace ansatz::dsl
