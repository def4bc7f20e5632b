// Whether a function is finite in 64-bit numbers, and which values it takes.
#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <optional>
#include <vector>

#include "ansatz/autodiff/derivatives.hpp"
#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/smoothness.hpp"
#include "smoothness/cut.hpp"
#include "smoothness/enclose.hpp"

namespace ansatz {

using namespace smoothness_of;

Finiteness finiteness(const std::function<ad::Expr(ad::Expr)>& f, Interval over, int order) {
  require_range(over);
  if (std::isinf(over.lower) || std::isinf(over.upper))
    throw UserError("finiteness: whether numbers are finite is asked in a bounded range");
  InGraph of(f);
  std::vector<ad::Expr> derivatives{of.f};
  for (int i = 0; i < order; ++i) derivatives.push_back(ad::partial(derivatives.back(), of.x));
  const auto fails_at = [&](double at) {
    const std::vector<std::vector<double>> values =
        ad::evaluate_reference(std::array{of.x}, derivatives, std::array{std::vector{at}});
    return std::any_of(values.begin(), values.end(), [](const auto& value) { return !std::isfinite(value[0]); });
  };
  std::vector<Enclosing> enclosing;
  for (const ad::Expr& derivative : derivatives) enclosing.emplace_back(derivative, of.x);
  const auto finite_on = [&](const Interval& piece) {
    return std::all_of(enclosing.begin(), enclosing.end(), [&](Enclosing& e) {
      e.of({piece.lower, piece.upper, false});
      return std::all_of(e.parts().begin(), e.parts().end(), [&](std::uint32_t id) {
        return e.part(id).defined == Defined::yes && e.part(id).range.bounded();
      });
    });
  };

  Finiteness found{Answer::proved};
  std::deque<Interval> waiting{over};
  for (std::size_t pieces = 0; !waiting.empty(); ++pieces) {
    const Interval piece = waiting.front();
    waiting.pop_front();
    if (finite_on(piece)) continue;
    for (const double at : {middle(piece), piece.lower, piece.upper})
      if (fails_at(at)) return {Answer::refuted, at};
    if (pieces >= most_pieces || is_narrow(piece)) {
      found.answer = Answer::undecided;
      continue;
    }
    waiting.push_back({piece.lower, middle(piece)});
    waiting.push_back({middle(piece), piece.upper});
  }
  return found;
}

std::optional<ValueRange> value_range(const std::function<ad::Expr(ad::Expr)>& f, Interval over) {
  require_range(over);
  InGraph of(f);
  Enclosing enclosing(of.f, of.x);
  std::vector<double> ends{over.lower};
  for (const double at : {-100., -10., -5., -3., -2., -1., -.5, 0., .5, 1., 2., 3., 5., 10., 100.})
    if (at > over.lower && at < over.upper) ends.push_back(at);
  ends.push_back(over.upper);
  std::optional<Enclosure> all;
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    const Known known = enclosing.of({ends[i], ends[i + 1], false});
    if (known.defined != Defined::yes) return std::nullopt;
    all = all ? hull(*all, known.range) : known.range;
  }
  return ValueRange{{all->lower, all->upper}, all->excludes_zero()};
}

}  // namespace ansatz
