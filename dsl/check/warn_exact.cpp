// W0604: an exact solution is put into the conditions it is said to solve. A wrong sign in a manufactured source
// shows here, in milliseconds, and not after an hour of training.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "ansatz/autodiff/error.hpp"
#include "check/checks.hpp"
#include "check/probe.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/quadrature_plan.hpp"

namespace ansatz::dsl {
namespace {

using Leaf = SymbolicLeaf::Kind;

constexpr std::size_t points_inside = 64;
constexpr std::size_t points_elsewhere = 16;
constexpr double quadrature_tolerance = 1e-9;
constexpr double suspicious = 1e-5;  // residual against the largest value that went into it

/// The formula of a field.
const ExactFacts* exact_of(const Analysis& analysis, std::size_t field) {
  for (const ExactFacts& exact : analysis.exact)
    if (exact.field == field && exact.value.valid()) return &exact;
  return nullptr;
}

/// The leaves of a condition that need the exact solution: jets. Nothing where one of them has none.
std::optional<std::vector<std::size_t>> jets_of(const Analysis& analysis, const std::vector<ad::Expr>& residuals) {
  std::vector<std::size_t> jets;
  for (const ad::Expr residual : residuals)
    for (const std::size_t number : analysis.symbols.leaves(residual)) {
      const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
      if (leaf.kind == Leaf::elsewhere) return std::nullopt;
      if (leaf.kind == Leaf::jet && exact_of(analysis, leaf.index) == nullptr) return std::nullopt;
      if (leaf.kind == Leaf::unknown &&
          (leaf.index >= analysis.exact_unknowns.size() || !analysis.exact_unknowns[leaf.index]))
        return std::nullopt;
      if (leaf.kind == Leaf::jet || leaf.kind == Leaf::unknown) jets.push_back(number);
    }
  std::sort(jets.begin(), jets.end());
  jets.erase(std::unique(jets.begin(), jets.end()), jets.end());
  return jets;
}

/// Values of the leaves under the exact solution; the largest of them is returned.
double set_exact(const Analysis& analysis, const std::vector<std::size_t>& leaves, const std::vector<Probe>& probes,
                 LeafValues& values) {
  SymbolicScope symbols = analysis.symbols;  // with the symbols of derivatives of the exact solution
  std::vector<ad::Expr> outputs;
  std::vector<std::size_t> jets;
  double largest = 0;
  for (const std::size_t number : leaves) {
    const SymbolicLeaf& leaf = analysis.symbols.leaf(number);
    if (leaf.kind == Leaf::unknown) {
      values.set(number, std::vector<double>(probes.size(), *analysis.exact_unknowns[leaf.index]));
      continue;
    }
    ad::Expr value = exact_of(analysis, leaf.index)->value;
    for (const std::size_t coordinate : leaf.derivatives) value = symbols.derivative(value, coordinate);
    outputs.push_back(value);
    jets.push_back(number);
  }
  const std::size_t dimensions = analysis.model->coordinates.size();
  std::vector<double> points, all(outputs.size() * probes.size());
  for (const Probe& probe : probes) points.insert(points.end(), probe.point.begin(), probe.point.end());
  QuadraturePlan(symbols, outputs, dimensions, quadrature_tolerance).evaluate(points.data(), probes.size(), all.data());
  for (std::size_t k = 0; k < jets.size(); ++k) {
    std::vector<double> column(probes.size());
    std::copy_n(all.begin() + static_cast<std::ptrdiff_t>(k * probes.size()), probes.size(), column.begin());
    for (const double value : column)
      if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    values.set(jets[k], std::move(column));
  }
  return largest;
}

void check_condition(const Analysis& analysis, const ConditionFacts& facts, std::vector<Diagnostic>& diagnostics) {
  std::vector<ad::Expr> residuals;
  for (const SymbolicResidual& residual : facts.residuals) residuals.push_back(residual.value);
  const auto leaves = jets_of(analysis, residuals);
  if (!leaves) return;
  const std::vector<Probe> probes =
      probe_points(analysis, facts, facts.kind == ConditionKind::equation ? points_inside : points_elsewhere);
  if (probes.empty()) return;
  LeafValues values(analysis.symbols, probes);
  const double scale = 1 + set_exact(analysis, *leaves, probes, values);
  const std::vector<std::vector<double>> results = values.evaluate(residuals);
  for (std::size_t k = 0; k < results.size(); ++k) {
    double worst = 0;
    std::size_t where = 0;
    for (std::size_t p = 0; p < probes.size(); ++p)
      if (std::isfinite(results[k][p]) && std::abs(results[k][p]) > worst) worst = std::abs(results[k][p]), where = p;
    if (worst <= suspicious * scale) continue;
    Finding warning =
        Finding(Code::wrong_exact, facts.residuals[k].equation->span,
                fmt::format("the exact solution leaves a residual of {:.1e} in `{}` ({} random points)", worst,
                            facts.name, probes.size()))
            .label(fmt::format("{:.3g} at {}", results[k][where], describe_point(analysis, probes[where].point)))
            .help("one of the two is wrong: look for a sign, a factor, a coefficient");
    for (std::size_t i = 0; i < analysis.exact.size(); ++i)  // of a complex field there are two
      if (i == 0 || analysis.exact[i].span.begin != analysis.exact[i - 1].span.begin)
        warning.also(analysis.exact[i].span, "the exact solution");
    diagnostics.push_back(warning);
  }
}

}  // namespace

void warn_about_exact(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  if (analysis.exact.empty()) return;
  for (const ConditionFacts& facts : analysis.conditions) {
    try {
      check_condition(analysis, facts, diagnostics);
    } catch (const UserError& error) {
      diagnostics.push_back(
          Finding(Code::wrong_exact, analysis.exact[0].span,
                  fmt::format("the exact solution cannot be evaluated in `{}`: {}", facts.name, error.what()))
              .label("the exact solution"));
    }
  }
}

}  // namespace ansatz::dsl
