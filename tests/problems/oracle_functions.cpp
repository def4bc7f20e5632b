// Functions of numbers, by the standard library and textbook formulas; integrals by trapezoids and Gauss's rule.
#include <cmath>
#include <numbers>

#include "oracle_values.hpp"

namespace oracle {
namespace {

using Real = long double;
constexpr Real pi = std::numbers::pi_v<Real>;

// Bessel functions of whole order go on to negative numbers, where the library does not.
Real bessel_j(Real order, Real x) {
  if (x >= 0) return std::cyl_bessel_j(order, x);
  return (std::fmod(order, 2) == 0 ? 1 : -1) * std::cyl_bessel_j(order, -x);
}

// Zeros are farther apart than the steps, and the first one is beyond the order.
Real bessel_j_zero(Real order, Real which) {
  Real lower = std::max(order, Real(0.5)), upper = lower;
  for (Real found = 0; found < which; found += (bessel_j(order, lower) > 0) != (bessel_j(order, upper) > 0))
    lower = upper, upper += 0.5;
  for (int halving = 0; halving < 70; ++halving) {
    const Real middle = (lower + upper) / 2;
    ((bessel_j(order, middle) > 0) == (bessel_j(order, lower) > 0) ? lower : upper) = middle;
  }
  return (lower + upper) / 2;
}

// Airy's functions as Bessel functions of order 1/3 (DLMF 9.6).
Real airy(Real x, bool second) {
  const Real third = 1 / 3.0L, root = std::sqrt(std::abs(x)), z = 2 * root * root * root / 3;
  if (x == 0) unknown("Airy functions at 0");
  if (x > 0) {
    const Real k = std::cyl_bessel_k(third, z);
    if (!second) return root / std::sqrt(3.0L) / pi * k;
    return root / std::sqrt(3.0L) * (2 * std::cyl_bessel_i(third, z) + std::sqrt(3.0L) / pi * k);
  }
  const Real j = std::cyl_bessel_j(third, z), y = std::cyl_neumann(third, z);
  return root / 2 * (second ? -j / std::sqrt(3.0L) - y : j - y / std::sqrt(3.0L));
}

}  // namespace

Number call_builtin(const std::string& name, const std::vector<Number>& arguments) {
  static const std::map<std::string, Real (*)(Real)> of_one = {
      {"sin", [](Real x) { return std::sin(x); }},
      {"cos", [](Real x) { return std::cos(x); }},
      {"tan", [](Real x) { return std::tan(x); }},
      {"asin", [](Real x) { return std::asin(x); }},
      {"acos", [](Real x) { return std::acos(x); }},
      {"atan", [](Real x) { return std::atan(x); }},
      {"sinh", [](Real x) { return std::sinh(x); }},
      {"cosh", [](Real x) { return std::cosh(x); }},
      {"tanh", [](Real x) { return std::tanh(x); }},
      {"exp", [](Real x) { return std::exp(x); }},
      {"log", [](Real x) { return std::log(x); }},
      {"sqrt", [](Real x) { return std::sqrt(x); }},
      {"abs", [](Real x) { return std::abs(x); }},
      {"erf", [](Real x) { return std::erf(x); }},
      {"erfc", [](Real x) { return std::erfc(x); }},
      {"airy_ai", [](Real x) { return airy(x, false); }},
      {"airy_bi", [](Real x) { return airy(x, true); }},
      {"elliptic_k", [](Real k) { return std::comp_ellint_1(k); }},
      {"elliptic_e", [](Real k) { return std::comp_ellint_2(k); }},
  };
  static const std::map<std::string, Real (*)(Real, Real)> of_two = {
      {"max", [](Real a, Real b) { return std::max(a, b); }},
      {"min", [](Real a, Real b) { return std::min(a, b); }},
      {"atan2", [](Real y, Real x) { return std::atan2(y, x); }},
      {"bessel_j", bessel_j},
      {"bessel_j_zero", bessel_j_zero},
      {"bessel_y", [](Real order, Real x) { return std::cyl_neumann(order, x); }},
      {"bessel_i", [](Real order, Real x) { return std::cyl_bessel_i(order, x); }},
      {"bessel_k", [](Real order, Real x) { return std::cyl_bessel_k(order, x); }},
  };
  const auto real = [&](std::size_t k) {
    if (arguments[k].imag() != 0) unknown(name + " of a complex number");
    return arguments[k].real();
  };
  if (arguments.size() == 1) {
    if (name == "exp" && arguments[0].imag() != 0) return std::exp(arguments[0]);
    if (name == "abs" && arguments[0].imag() != 0) return std::abs(arguments[0]);
    if (const auto found = of_one.find(name); found != of_one.end()) return found->second(real(0));
  }
  if (arguments.size() == 2)
    if (const auto found = of_two.find(name); found != of_two.end()) return found->second(real(0), real(1));
  unknown("the function " + name + " of " + std::to_string(arguments.size()));
}

namespace {

struct Rule {
  std::vector<Real> nodes, weights;
};

// Gauss's rule on [-1, 1]: the zeros of a Legendre polynomial, by Newton's method.
Rule gauss(int n) {
  Rule rule;
  for (int k = 0; k < n; ++k) {
    Real x = std::cos(pi * (k + 0.75L) / (n + 0.5L)), slope = 1;
    for (int step = 0; step < 10; ++step) {
      Real last = 1, now = x;
      for (int m = 2; m <= n; ++m) {
        const Real next = ((2 * m - 1) * x * now - (m - 1) * last) / m;
        last = now, now = next;
      }
      slope = n * (x * now - last) / (x * x - 1);
      x -= now / slope;
    }
    rule.nodes.push_back(x);
    rule.weights.push_back(2 / ((1 - x * x) * slope * slope));
  }
  return rule;
}

// For an integrand that decays like exp(-s^2) as good as exact.
Rule trapezoids() {
  Rule rule;
  for (int k = -96; k <= 96; ++k) rule.nodes.push_back(k / 8.0L), rule.weights.push_back(1 / 8.0L);
  return rule;
}

}  // namespace

// Over a coordinate the fields go along; any other variable is a name in the integrand.
Value integral(const File& file, const Node& node, const At& at) {
  static const Rule finite = gauss(64), line = trapezoids();
  const Real from = real(file, node.children[1], at), to = real(file, node.children[2], at);
  const bool whole = from == -infinity && to == infinity;
  if (!whole && (!std::isfinite(from) || !std::isfinite(to))) unknown("integrals over half a line");
  const Real middle = whole ? 0 : (from + to) / 2, half = whole ? 1 : (to - from) / 2;
  const Rule& rule = whole ? line : finite;
  Point place = *at.place, base = *at.base;
  Locals locals = *at.locals;
  At inside = at;
  if (place.count(node.word))
    inside.place = &place, inside.base = &base;
  else
    inside.locals = &locals;
  Number sum = 0;
  for (std::size_t k = 0; k < rule.nodes.size(); ++k) {
    const Real s = middle + half * rule.nodes[k];
    if (inside.locals == &locals)
      locals[node.word] = {nullptr, nullptr, s};
    else
      place[node.word] = base[node.word] = s;
    sum += half * rule.weights[k] * number(file, node.children[0], inside);
  }
  return sum;
}

// Caputo's derivative of order 0 to 1 without a derivative, by parts: of differences u(t) - u(s), over s by the double
// exponential rule, which takes what is infinite at both ends.
Value caputo(const File& file, const Node& call, const At& at) {
  if (call.children.size() != 3 || call.children[1]->kind != Kind::name) unknown("such a call of caputo");
  const std::string& by = call.children[1]->word;
  const Real order = real(file, call.children[2], at);
  if (!(order > 0 && order < 1)) unknown("caputo of an order above 1");
  Real begin = 0;
  for (const Coordinate& c : file.coordinates)
    if (c.name == by) begin = c.lower;
  const Real now = at.place->at(by), length = now - begin;
  Point place = *at.place, base = *at.base;
  At there = at;
  there.place = &place, there.base = &base;
  const auto difference = [&](Real s) {
    place[by] = base[by] = s;
    return number(file, call.children[0], at) - number(file, call.children[0], there);
  };
  Number sum = difference(begin) / std::pow(length, order);
  constexpr Real h = 1 / 32.0L;
  for (int k = -120; k <= 120; ++k) {
    const Real turn = pi / 2 * std::sinh(k * h), v = 1 / (1 + std::exp(-2 * turn));  // (now - s)/length
    const Real weight = h * pi * std::cosh(k * h) * v / (1 + std::exp(2 * turn));
    if (v > 1e-17L)
      sum += order * weight * difference(now - length * v) / (std::pow(v, 1 + order) * std::pow(length, order));
  }
  return sum / std::tgamma(1 - order);
}

}  // namespace oracle
