#include "smoothness/germ.hpp"

#include <algorithm>
#include <optional>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/core/smoothness.hpp"

namespace ansatz::smoothness_of {
namespace {

/// Derivatives of a switch that are looked at until one is not 0.
constexpr int most_zeros = 6;

bool apart(const Enclosure& a, const Enclosure& b) { return a.upper < b.lower || b.upper < a.lower; }
bool certainly_same(const Enclosure& a, const Enclosure& b) {
  return a.is_number() && b.is_number() && a.lower == b.lower;
}

/// Compares the derivatives of both sides, order by order; what one of them has no value of ends it.
template <class Side>
Meeting compare(int up_to, const Side& side) {
  Meeting found{-1, Smoothness::every};
  bool same = true;
  for (int order = 0; order <= up_to; ++order) {
    const Known left = side(order, -1), right = side(order, 1);
    if (left.defined != Defined::yes || right.defined != Defined::yes) {
      found.no_value = order == 0 && (left.defined == Defined::no || right.defined == Defined::no);
      if (found.no_value) found.fails_at = 0;
      return found;
    }
    const Enclosure &a = left.range, &b = right.range;
    if (apart(a, b)) {
      found.fails_at = order;
      return found;
    }
    same = same && certainly_same(a, b);
    if (same) found.at_least = order;
  }
  return found;
}

}  // namespace

Germs::Germs(ad::Expr f, ad::Expr x) : f_(f), x_(x) {}

Enclosing& Germs::derivative_of(ad::Expr u, int order) {
  std::vector<std::unique_ptr<Enclosing>>& known = derivatives_[u.id()];
  while (known.size() <= static_cast<std::size_t>(order)) {
    const ad::Expr next = known.empty() ? u : ad::partial(known.back()->function(), x_);
    known.push_back(std::make_unique<Enclosing>(next, x_));
  }
  return *known[static_cast<std::size_t>(order)];
}

int Germs::sign_beside(ad::Expr u, double place, int side) {
  const SignAt sign = [&](ad::Expr v) { return sign_beside(v, place, side); };
  for (int order = 0; order <= most_zeros; ++order) {
    const Known known = derivative_of(u, order).of(Enclosure::number(place), sign);
    if (known.defined != Defined::yes) return 0;
    if (known.range.is_zero()) continue;
    const int turned = side < 0 && order % 2 == 1 ? -1 : 1;
    if (known.range.positive()) return turned;
    return known.range.negative() ? -turned : 0;
  }
  return 0;
}

Meeting Germs::compare_at(ad::Expr u, double place, int up_to) {
  const auto value = [&](int order, int side) {
    return derivative_of(u, order).of(Enclosure::number(place),
                                      [&](ad::Expr v) { return sign_beside(v, place, side); });
  };
  // A function may have the same limit on both sides, and another value between them, as sign(x)^2.
  const Known itself = derivative_of(u, 0).of(Enclosure::number(place)), left = value(0, -1);
  const bool known = itself.defined == Defined::yes && left.defined == Defined::yes;
  if (known && apart(itself.range, left.range)) return {-1, 0};
  Meeting found = compare(up_to, value);
  if (!known || !certainly_same(itself.range, left.range)) found.at_least = -1;
  return found;
}

Meeting Germs::at(double place, const Interval& around, int up_to) {
  Meeting found = compare_at(f_, place, up_to);
  // Sides that are the same but for rounding cannot be compared, those of a part of the function perhaps: what is
  // smooth apart from it has as many derivatives as that.
  const OrderOf compared = [&](ad::Expr part) { return compare_at(part, place, up_to).at_least; };
  const Known known = Enclosing(f_, x_).of({around.lower, around.upper, false}, {}, compared);
  if (known.defined == Defined::yes) found.at_least = std::max(found.at_least, known.order);
  return found;
}

Meeting Germs::within(const Interval& between, int up_to) {
  const Enclosure place{between.lower, between.upper, false};
  Enclosing& whole = derivative_of(f_, 0);
  whole.of(place);
  std::optional<ad::Expr> crossed;
  for (const ad::Expr u : whole.switches()) {
    const Known& known = whole.part(u.id());
    if (known.defined == Defined::yes && known.range.excludes_zero()) continue;
    if (crossed) return {-1, Smoothness::every};
    crossed = u;
  }
  if (!crossed) return {-1, Smoothness::every};
  const auto value = [&](double at) { return derivative_of(*crossed, 0).of(Enclosure::number(at)).range; };
  const Enclosure left = value(between.lower), right = value(between.upper);
  const Known slope = derivative_of(*crossed, 1).of(place);
  const bool crosses = (left.negative() && right.positive()) || (left.positive() && right.negative());
  if (!crosses || slope.defined != Defined::yes || !slope.range.excludes_zero()) return {-1, Smoothness::every};
  const int before = left.positive() ? 1 : -1;
  return compare(up_to, [&](int order, int side) {
    return derivative_of(f_, order).of(place, [&](ad::Expr u) { return u == *crossed ? -side * before : 0; });
  });
}

}  // namespace ansatz::smoothness_of
