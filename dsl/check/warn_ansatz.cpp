// W0611: an ansatz and a condition that contradict each other; and what an ansatz fixes at the start of time.
//
// Both are tried out: the network may give anything, so its outputs (and their derivatives) are replaced by random
// numbers, twice. What stays the same does not depend on the network.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "ansatz/autodiff/rebuild.hpp"
#include "ansatz/core/random.hpp"
#include "check/checks.hpp"
#include "check/probe.hpp"
#include "diagnostics/finding.hpp"

namespace ansatz::dsl {
namespace {

using Leaf = SymbolicLeaf::Kind;

constexpr double rounding = 1e-9;
constexpr double contradiction = 1e-6;

/// Values of a formula at probes for two choices of the outputs.
struct Tried {
  std::vector<double> first, second;
  bool same(std::size_t p) const { return std::abs(first[p] - second[p]) <= rounding * (1 + std::abs(first[p])); }
};

Tried try_out(const SymbolicScope& symbols, ad::Expr formula, const std::vector<Probe>& probes) {
  const auto values_of = [&](const char* choice) {
    const Stream random(0, choice);
    LeafValues values(symbols, probes);
    std::uint64_t next = 0;
    for (const std::size_t number : symbols.leaves(formula)) {
      const bool output = symbols.leaf(number).kind == Leaf::output;
      std::vector<double> column(probes.size(), 0.7);
      if (output)
        for (double& value : column) value = 2 * random.uniform(next++) - 1;
      values.set(number, std::move(column));
    }
    return values.evaluate(std::span(&formula, 1))[0];
  };
  return {values_of("first"), values_of("second")};
}

/// A residual with every field that has an ansatz written out: its jets become derivatives of the ansatz, in `symbols`.
/// Nothing where a field stands at another place.
std::optional<ad::Expr> with_ansatz(const Analysis& analysis, SymbolicScope& symbols, ad::Expr residual) {
  for (const std::size_t number : analysis.symbols.leaves(residual)) {
    const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
    if (leaf.kind == Leaf::elsewhere) return std::nullopt;
    const AnsatzFacts* ansatz = leaf.kind == Leaf::jet ? analysis.ansatz_of(leaf.index) : nullptr;
    if (ansatz == nullptr) continue;
    ad::Expr value = ansatz->value;
    for (const std::size_t coordinate : leaf.derivatives) value = symbols.derivative(value, coordinate);
    residual = ad::substitute(residual, leaf.leaf, value);
  }
  return residual;
}

bool has_leaf(const SymbolicScope& symbols, ad::Expr e, std::initializer_list<Leaf> kinds) {
  const std::vector<std::size_t> leaves = symbols.leaves(e);
  return std::any_of(leaves.begin(), leaves.end(), [&](std::size_t number) {
    return std::find(kinds.begin(), kinds.end(), symbols.leaf(number).kind) != kinds.end();
  });
}

void check_residual(const Analysis& analysis, const ConditionFacts& facts, const SymbolicResidual& residual,
                    const std::vector<Probe>& probes, std::vector<Diagnostic>& diagnostics) {
  SymbolicScope symbols = analysis.symbols;
  const std::optional<ad::Expr> written_out = with_ansatz(analysis, symbols, residual.value);
  // Fields without an ansatz and unknowns can meet it.
  if (!written_out || has_leaf(symbols, *written_out, {Leaf::jet, Leaf::unknown})) return;
  const Tried tried = try_out(symbols, *written_out, probes);
  for (std::size_t p = 0; p < probes.size(); ++p) {
    if (!tried.same(p) || !(std::abs(tried.first[p]) > contradiction)) continue;
    Finding warning = Finding(Code::ansatz_forbids, residual.equation->span,
                              fmt::format("the ansatz leaves {:.3g} in `{}` at {}, whatever the network gives",
                                          tried.first[p], facts.name, describe_point(analysis, probes[p].point)))
                          .label("cannot hold")
                          .help("let the ansatz have the value of the condition where `net` has no part in it");
    for (const AnsatzFacts& ansatz : analysis.ansatz) warning.also(ansatz.equation->span, "the ansatz");
    diagnostics.push_back(warning);
    return;
  }
}

}  // namespace

bool ansatz_fixes_start(const Analysis& analysis, std::size_t field, int order) {
  const AnsatzFacts* ansatz = analysis.ansatz_of(field);
  if (ansatz == nullptr) return false;
  SymbolicScope symbols = analysis.symbols;
  ad::Expr value = ansatz->value;
  for (int k = 0; k < order; ++k) value = symbols.derivative(value, analysis.model->coordinates.size() - 1);
  ConditionFacts start;
  start.kind = ConditionKind::initial;
  const std::vector<Probe> probes = probe_points(analysis, start, 8);
  const Tried tried = try_out(symbols, value, probes);
  for (std::size_t p = 0; p < probes.size(); ++p)
    if (!tried.same(p)) return false;
  return !probes.empty();
}

void warn_about_ansatz(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  if (analysis.ansatz.empty()) return;
  for (const ConditionFacts& facts : analysis.conditions) {
    if (facts.kind != ConditionKind::boundary && facts.kind != ConditionKind::initial) continue;
    const std::vector<Probe> probes = probe_points(analysis, facts, 16);
    if (probes.empty()) continue;
    for (const SymbolicResidual& residual : facts.residuals)
      check_residual(analysis, facts, residual, probes, diagnostics);
  }
}

}  // namespace ansatz::dsl
