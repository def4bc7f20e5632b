// E0415: an exact solution that has no value at most points. Core would find that out when it takes the first error.
#include <fmt/format.h>

#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "check/checks.hpp"
#include "check/probe.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/quadrature_plan.hpp"

namespace ansatz::dsl {
namespace {

constexpr std::size_t probes_of_exact = 64;
constexpr double quadrature_tolerance = 1e-6;

void check_values(const Analysis& analysis, const ExactFacts& exact, const std::vector<Probe>& probes,
                  std::vector<Diagnostic>& diagnostics) {
  std::vector<double> points, values(probes.size());
  for (const Probe& probe : probes) points.insert(points.end(), probe.point.begin(), probe.point.end());
  const std::vector<ad::Expr> value{exact.value};
  QuadraturePlan(analysis.symbols, value, analysis.model->coordinates.size(), quadrature_tolerance)
      .evaluate(points.data(), probes.size(), values.data());
  const auto lives = exact.field < analysis.parts.size() ? analysis.parts[exact.field].holds : nullptr;
  std::size_t without = 0, first = 0, asked = 0;
  for (std::size_t p = probes.size(); p-- > 0;) {
    if (lives && !lives(probes[p].point.data())) continue;
    ++asked;
    if (!std::isfinite(values[p])) ++without, first = p;
  }
  if (2 * without <= asked) return;
  diagnostics.push_back(
      Finding(Code::exact_without_values, exact.span,
              fmt::format("the exact solution of `{}` has no value at {} of {} random points",
                          analysis.model->fields[exact.field].text, without, asked))
          .label(fmt::format("{} at {}", values[first], describe_point(analysis, probes[first].point)))
          .help("look at roots and logarithms of negative numbers, and at powers of large ones"));
}

}  // namespace

void check_exact(const Analysis& analysis, std::vector<Diagnostic>& diagnostics) {
  ConditionFacts anywhere;
  anywhere.kind = ConditionKind::equation;
  anywhere.name = "exact";
  std::vector<Probe> probes;
  for (const ExactFacts& exact : analysis.exact) {
    if (!exact.value.valid()) continue;  // a table, whose numbers are finite
    if (probes.empty()) probes = probe_points(analysis, anywhere, probes_of_exact);
    if (probes.empty()) return;
    try {
      check_values(analysis, exact, probes, diagnostics);
    } catch (const UserError&) {
      // An integral that does not converge: W0604 says so.
    }
  }
}

}  // namespace ansatz::dsl
