#include "smoothness/operations.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "ansatz/core/smoothness.hpp"
#include "ansatz/core/special.hpp"

namespace ansatz::smoothness_of {
namespace {

using ad::Op;
constexpr double infinity = Enclosure::infinity;
constexpr int every = Smoothness::every;

const Known undefined{{}, -1, Defined::no};
const Known unknown{};

Known smooth(Enclosure range, bool never_zero = false) {
  range.never_zero = range.excludes_zero() || never_zero;
  return {range, every, Defined::yes};
}
Known pieces(Enclosure range, int order) { return {range, order, Defined::yes}; }

// --- functions that rise or fall ----------------------------------------------------------------------

Known rising(double (*value)(double), double exact, const Enclosure& x, double least = -infinity,
             double most = infinity, bool never_zero = false) {
  return smooth(monotone({value, exact, least, most}, x), never_zero);
}

/// Those with the sign of their argument.
Known odd(double (*value)(double), const Enclosure& x, double bound = infinity) {
  return rising(value, 0, x, -bound, bound, x.excludes_zero());
}

/// log of what begins at `least`, which it does not take.
Known logarithm(double (*value)(double), double least, double exact, const Enclosure& x, bool above) {
  if (x.upper < least || (x.is_number() && x.lower == least)) return undefined;
  if (!above) return unknown;
  return rising(value, exact, {std::max(x.lower, least), x.upper}, -infinity, infinity);
}

Known arc(double (*value)(double), double exact, int direction, const Enclosure& x, double least, double most) {
  if (x.lower > 1 || x.upper < -1) return undefined;
  if (x.lower < -1 || x.upper > 1) return unknown;
  Known made = smooth(monotone({value, exact, least, most, direction}, x), exact == 0 && x.excludes_zero());
  if (x.is_number() && std::abs(x.lower) == 1) made.order = 0;
  return made;
}

Known tangent(const Enclosure& x) {
  const auto branch = [](double v) { return std::floor(v / std::numbers::pi + 0.5); };
  if (!x.bounded() || std::abs(x.lower) > 1e6 || std::abs(x.upper) > 1e6) return unknown;
  if (branch(x.lower - 1e-9) != branch(x.upper + 1e-9)) return unknown;
  return rising([](double v) { return std::tan(v); }, 0, x);
}

Known power(const Enclosure& a, const Enclosure& b) {
  if (a.positive() || (a.not_negative() && b.positive())) {
    const Known log_a = rising([](double v) { return std::log(v); }, 1, a);
    Known made = rising([](double v) { return std::exp(v); }, 0, b * log_a.range, 0, infinity, a.positive());
    if (!a.positive()) made.order = 0;
    return made;
  }
  const bool no_whole_power = std::floor(b.lower) == std::floor(b.upper) && b.lower != std::floor(b.lower);
  return (a.upper < 0 && no_whole_power) || (a.is_zero() && b.negative()) ? undefined : unknown;
}

// --- functions of core's table ------------------------------------------------------------------------

/// A special function as expressions hold it.
ad::Elementwise special(const char* name) {
  ad::Graph graph;
  return *ad::function_of(find_special_function(name)->apply(0, graph.parameter("x")));
}

/// Of a whole order from 0 on: even or odd as that is, and rising with |x|.
Known modified_bessel(const ad::Elementwise& f, double order, const Enclosure& x) {
  if (!(order >= 0) || order != std::floor(order)) return unknown;
  const auto value = [&](double at) { return std::isinf(at) ? at : f.value(std::array{order, at}); };
  const auto bound = [&](double at, int side) {
    if (at == 0) return order == 0 ? 1.0 : 0.0;
    const double v = value(at);
    return std::isfinite(v) ? v * (1 + side * 1e-13) : side < 0 ? std::numeric_limits<double>::max() : infinity;
  };
  const Enclosure size = absolute(x);
  const Enclosure of_size{bound(size.lower, -1), bound(size.upper, 1), false};
  const bool never_zero = order == 0 || x.excludes_zero();
  if (std::fmod(order, 2) == 0) return smooth(of_size, never_zero);
  if (x.not_negative()) return smooth(of_size, never_zero);
  if (x.not_positive()) return smooth(-of_size, never_zero);
  return smooth({-bound(-x.lower, 1), bound(x.upper, 1), false});
}

/// Whether a condition holds: 1 or 0, or not known. Every number but 0 is true.
Known truth(bool yes, bool no) {
  if (yes) return smooth(Enclosure::number(1));
  return no ? smooth(Enclosure::number(0)) : pieces({0, 1, false}, -1);
}

Known logic(Op op, const Enclosure& a, const Enclosure& b) {
  const bool a_holds = a.excludes_zero(), b_holds = b.excludes_zero();
  if (op == Op::logical_and) return truth(a_holds && b_holds, a.is_zero() || b.is_zero());
  if (op == Op::logical_or) return truth(a_holds || b_holds, a.is_zero() && b.is_zero());
  return truth(a.is_zero(), a_holds);
}

}  // namespace

Known own_function(const ad::Elementwise& f, ad::Expr y, const Enclosure& last) {
  static const ad::Elementwise erfc = special("erfc"), bessel_i = special("bessel_i");
  const ad::Graph& graph = y.graph();
  if (f == erfc) return smooth(monotone({[](double v) { return std::erfc(v); }, 0, 0, 2, -1}, last), true);
  const ad::Node& order = graph.node(graph.operands(y.id())[0]);
  if (f == bessel_i && order.op == Op::constant)
    return modified_bessel(f, graph.constant_values(graph.operands(y.id())[0])[0], last);
  return unknown;
}

Known sum_with_root(double c, const Enclosure& u) {
  const auto value = [c](double v) {
    if (std::isinf(v)) return v > 0 ? infinity : 0.0;
    const double r = std::sqrt(v * v + c);
    return v >= 0 ? v + r : c / (r - v);
  };
  constexpr double error = 1e-15;
  const Enclosure at_zero = root(Enclosure::number(c));
  Enclosure made{value(u.lower) * (1 - error), value(u.upper) * (1 + error), true};
  if (u.not_negative()) made.lower = std::max(made.lower, at_zero.lower);
  if (u.not_positive()) made.upper = std::min(made.upper, at_zero.upper);
  return smooth(made, true);
}

Known by_sign(Op op, const Enclosure& u, std::span<const Known* const> x) {
  const auto take = [](const Known& which) { return Known{which.range, every, which.defined}; };
  switch (op) {
    case Op::abs:
      if (u.not_negative()) return take(*x[0]);
      return u.not_positive() ? smooth(-x[0]->range) : pieces(absolute(u), 0);
    case Op::sign:
      if (u.is_zero()) return smooth(Enclosure::number(0));
      if (u.positive()) return smooth(Enclosure::number(1));
      return u.negative() ? smooth(Enclosure::number(-1)) : pieces({-1, 1, false}, -1);
    case Op::step: return truth(u.not_negative(), u.negative());
    case Op::max:
      if (u.not_negative()) return take(*x[0]);
      return u.not_positive() ? take(*x[1]) : pieces(larger(x[0]->range, x[1]->range), 0);
    case Op::min:
      if (u.not_positive()) return take(*x[0]);
      return u.not_negative() ? take(*x[1]) : pieces(-larger(-x[0]->range, -x[1]->range), 0);
    case Op::lt: return truth(u.negative(), u.not_negative());
    case Op::le: return truth(u.not_positive(), u.positive());
    case Op::gt: return truth(u.positive(), u.not_positive());
    case Op::ge: return truth(u.not_negative(), u.negative());
    case Op::eq: return truth(u.is_zero(), u.excludes_zero());
    default: return truth(u.excludes_zero(), u.is_zero());  // ne
  }
}

Known selection(const Known& condition, const Known& yes, const Known& no) {
  if (condition.defined != Defined::yes) return condition;
  if (condition.range.excludes_zero()) return yes;
  if (condition.range.is_zero()) return no;
  if (yes.defined != Defined::yes || no.defined != Defined::yes) return unknown;
  return pieces(hull(yes.range, no.range), -1);
}

Known elementwise(Op op, const Enclosure& a, const Enclosure& b) {
  switch (op) {
    case Op::neg: return smooth(-a);
    case Op::add: return smooth(a + b);
    case Op::sub: return smooth(a - b);
    case Op::mul: return smooth(a * b);
    case Op::div:
      if (b.is_zero()) return undefined;
      return b.excludes_zero() ? smooth(a / b) : unknown;
    case Op::pow: return power(a, b);
    case Op::exp: return rising([](double v) { return std::exp(v); }, 0, a, 0, infinity, true);
    case Op::expm1: return rising([](double v) { return std::expm1(v); }, 0, a, -1, infinity, a.excludes_zero());
    case Op::log: return logarithm([](double v) { return std::log(v); }, 0, 1, a, a.positive());
    case Op::log1p: {
      Known made = logarithm([](double v) { return std::log1p(v); }, -1, 0, a, a.lower > -1);
      made.range.never_zero = made.range.never_zero || a.excludes_zero();
      return made;
    }
    case Op::sqrt:
      if (a.upper < 0) return undefined;
      if (a.lower < 0) return unknown;
      return {root(a), a.positive() ? every : 0, Defined::yes};
    case Op::erf: return odd([](double v) { return std::erf(v); }, a, 1);
    case Op::sin: return smooth(sine(a));
    case Op::cos: return smooth(cosine(a));
    case Op::tan: return tangent(a);
    case Op::asin: return arc([](double v) { return std::asin(v); }, 0, 1, a, -2, 2);
    case Op::acos: return arc([](double v) { return std::acos(v); }, 1, -1, a, 0, 4);
    case Op::atan: return odd([](double v) { return std::atan(v); }, a, 1.5707963267948968);
    case Op::atan2:
      if (!b.positive() && !a.excludes_zero()) return unknown;
      return smooth({-3.1415926535897936, 3.1415926535897936, a.excludes_zero()});
    case Op::sinh: return odd([](double v) { return std::sinh(v); }, a);
    case Op::cosh: return smooth(hyperbolic_cosine(a));
    case Op::tanh: return odd([](double v) { return std::tanh(v); }, a, 1);
    case Op::sigmoid: return rising([](double v) { return 1 / (1 + std::exp(-v)); }, 0, a, 0, 1, true);
    case Op::softplus:
      return rising([](double v) { return std::max(v, 0.0) + std::log1p(std::exp(-std::abs(v))); }, infinity, a, 0,
                    infinity, true);
    case Op::floor: {
      const double low = std::floor(a.lower), high = std::floor(a.upper);
      if (a.is_number() && a.lower == low) return pieces({low - 1, low, false}, -1);  // it jumps there
      return low == high ? smooth(Enclosure::number(low)) : pieces({low, high, false}, -1);
    }
    case Op::logical_and:
    case Op::logical_or:
    case Op::logical_not: return logic(op, a, b);
    default: return unknown;
  }
}

}  // namespace ansatz::smoothness_of
