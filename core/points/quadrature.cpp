// Adaptive Gauss-Kronrod quadrature, all panels of a round at once. Error estimate: QUADPACK (Piessens et al. 1983).
#include "ansatz/core/quadrature.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <vector>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

constexpr std::size_t nodes = 21;
constexpr double unit_panels = 8;  // of length 1, between the centre of an infinite range and its tail
constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double narrowest = 1e-280;  // panels at a pole stay clear of numbers whose reciprocal overflows

// An interval of the variable v. In the body s = v; in a tail s = centre +- 8 / v with v in (0, 1].
struct Panel {
  double lower, upper;
  int tail = 0;  // -1, 0, +1
  double value = 0, magnitude = 0, error = 0;

  bool divisible() const {
    const double middle = std::midpoint(lower, upper);
    return error > 50 * epsilon * magnitude && lower < middle && middle < upper && upper - lower > narrowest;
  }
};

struct Rule {
  std::array<double, nodes> at{}, kronrod{}, gauss{};  // on [-1, 1]; Gauss weights 0 where it has no node
};

const Rule& rule() {
  static const Rule table = [] {
    using Kronrod = boost::math::quadrature::gauss_kronrod<double, nodes>;
    using Gauss = boost::math::quadrature::gauss<double, nodes / 2>;
    Rule r;
    for (std::size_t i = 0; i <= nodes / 2; ++i) {  // Boost stores the half that is not negative, 0 first
      for (const std::size_t k : {nodes / 2 - i, nodes / 2 + i}) {
        r.at[k] = (k < nodes / 2 ? -1 : 1) * Kronrod::abscissa()[i];
        r.kronrod[k] = Kronrod::weights()[i];
        r.gauss[k] = i % 2 == 1 ? Gauss::weights()[i / 2] : 0;
      }
    }
    return r;
  }();
  return table;
}

class Integration {
 public:
  Integration(const Integrand& f, double centre) : f_(f), centre_(centre) {}

  void evaluate(std::span<Panel> panels) {
    s_.resize(panels.size() * nodes);
    values_.resize(s_.size());
    jacobian_.resize(s_.size());
    for (std::size_t p = 0; p < panels.size(); ++p) place(panels[p], p * nodes);
    f_(s_, values_);
    for (std::size_t p = 0; p < panels.size(); ++p) judge(panels[p], p * nodes);
  }

 private:
  void place(const Panel& panel, std::size_t first) {
    const double half = (panel.upper - panel.lower) / 2, middle = std::midpoint(panel.lower, panel.upper);
    for (std::size_t k = 0; k < nodes; ++k) {
      const double v = middle + half * rule().at[k];
      s_[first + k] = panel.tail == 0 ? v : centre_ + panel.tail * unit_panels / v;
      jacobian_[first + k] = panel.tail == 0 ? half : half * unit_panels / v / v;
    }
  }

  void judge(Panel& panel, std::size_t first) {
    double kronrod = 0, gauss = 0, magnitude = 0, spread = 0;
    for (std::size_t k = 0; k < nodes; ++k) {
      double& y = values_[first + k];
      if (!std::isfinite(y)) throw UserError(fmt::format("the integrand is {} at {}", y, s_[first + k]));
      if (y != 0) y *= jacobian_[first + k];
      kronrod += rule().kronrod[k] * y;
      gauss += rule().gauss[k] * y;
      magnitude += rule().kronrod[k] * std::abs(y);
    }
    for (std::size_t k = 0; k < nodes; ++k) spread += rule().kronrod[k] * std::abs(values_[first + k] - kronrod / 2);
    const double difference = std::abs(kronrod - gauss);
    panel.value = kronrod;
    panel.magnitude = magnitude;
    panel.error = spread > 0 ? spread * std::min(1.0, std::pow(200 * difference / spread, 1.5)) : difference;
    panel.error = std::max(panel.error, magnitude * 10 * epsilon);
  }

  const Integrand& f_;
  double centre_;
  std::vector<double> s_, values_, jacobian_;
};

// One side of an infinite range, from the centre to `end`: panels of length 1, then a tail.
void cut_side(double centre, double end, std::vector<Panel>& panels) {
  const int side = end > centre ? 1 : -1;
  const double distance = std::abs(end - centre);
  for (double from = 0; from < std::min(distance, unit_panels); ++from) {
    const double a = centre + side * from, b = centre + side * std::min(from + 1, distance);
    panels.push_back({std::min(a, b), std::max(a, b)});
  }
  const double last = unit_panels / distance;  // v of the end; 0 when it is at infinity
  for (double v = 1; v > last; v /= 2) {
    const double to = v > 0.125 ? v / 2 : 0;
    panels.push_back({std::max(to, last), v, side});
    if (to == 0) break;
  }
}

std::vector<Panel> cut(double lower, double upper, double centre) {
  std::vector<Panel> panels;
  if (std::isinf(lower) || std::isinf(upper)) {
    if (lower < centre) cut_side(centre, lower, panels);
    if (upper > centre) cut_side(centre, upper, panels);
    return panels;
  }
  constexpr int parts = 8;
  for (int k = 0; k < parts; ++k) {
    panels.push_back({std::lerp(lower, upper, double(k) / parts), std::lerp(lower, upper, double(k + 1) / parts)});
  }
  return panels;
}

struct Totals {
  double value = 0, magnitude = 0, error = 0;
};

Totals total(const std::vector<Panel>& panels) {
  Totals sum;
  for (const Panel& panel : panels) {
    sum.value += panel.value;
    sum.magnitude += panel.magnitude;
    sum.error += panel.error;
  }
  return sum;
}

// Moves the panels with more than their share of the error to the end, halved. Returns how many stay.
std::size_t halve_worst(std::vector<Panel>& panels, double tolerance) {
  const double share = tolerance / (2 * static_cast<double>(panels.size()));
  const auto good = std::stable_partition(
      panels.begin(), panels.end(), [&](const Panel& panel) { return panel.error <= share || !panel.divisible(); });
  const std::vector<Panel> worst(good, panels.end());
  panels.erase(good, panels.end());
  const std::size_t kept = panels.size();
  for (const Panel& panel : worst) {
    const double middle = std::midpoint(panel.lower, panel.upper);
    panels.push_back({panel.lower, middle, panel.tail});
    panels.push_back({middle, panel.upper, panel.tail});
  }
  return kept;
}

}  // namespace

double integrate(const Integrand& f, double lower, double upper, const QuadratureOptions& options) {
  if (std::isnan(lower) || std::isnan(upper)) {
    throw UserError(fmt::format("an integral needs numbers as its ends; got [{}, {}]", lower, upper));
  }
  if (lower == upper) return 0;
  if (lower > upper) return -integrate(f, upper, lower, options);

  const double centre = std::clamp(0.0, lower, upper);
  const double relative = std::max(options.relative, 2e-14);
  std::vector<Panel> panels = cut(lower, upper, centre);
  Integration integration(f, centre);
  for (std::size_t kept = 0;;) {
    integration.evaluate(std::span(panels).subspan(kept));
    const Totals sum = total(panels);
    if (sum.error <= relative * sum.magnitude) return sum.value;
    kept = halve_worst(panels, relative * sum.magnitude);
    if (kept == panels.size() || panels.size() > options.most_panels) {
      throw UserError(
          fmt::format("the integral over [{}, {}] does not converge: about {:.15g} with an error of {:.1e}, not the "
                      "{:.1e} asked for, from {} panels",
                      lower, upper, sum.value, sum.error, relative * sum.magnitude, panels.size()));
    }
  }
}

/// Roots of the Legendre polynomial P_n by Newton's method from cos(pi (k + 3/4) / (n + 1/2)) (Press et al., Numerical
/// Recipes, section 4.6); weights 2 / ((1 - x^2) P_n'(x)^2).
std::vector<QuadratureNode> gauss_rule(std::size_t count, double lower, double upper) {
  std::vector<QuadratureNode> rule(count);
  const auto n = static_cast<double>(count);
  const double middle = 0.5 * (lower + upper), half = 0.5 * (upper - lower);
  for (std::size_t k = 0; k < count; ++k) {
    double x = std::cos(std::numbers::pi * (static_cast<double>(k) + 0.75) / (n + 0.5)), slope = 1;
    for (int step = 0; step < 8; ++step) {  // five are enough; each doubles the digits
      double p = 1, before = 0;
      for (std::size_t j = 1; j <= count; ++j) {
        const auto degree = static_cast<double>(j);
        const double next = ((2 * degree - 1) * x * p - (degree - 1) * before) / degree;
        before = p;
        p = next;
      }
      slope = n * (x * p - before) / (x * x - 1);
      x -= p / slope;
    }
    rule[count - 1 - k] = {middle + half * x, 2 * half / ((1 - x * x) * slope * slope)};
  }
  return rule;
}

}  // namespace ansatz
