#include "problem/numbers.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "points/domain.hpp"

namespace ansatz {

using Kind = PointScope::Kind;

std::string_view name_of(const Problem& problem, Kind kind, std::size_t i) {
  if (kind == Kind::coordinate && i < problem.domain.dimensions()) return coordinate_name(problem.domain, i);
  if (kind == Kind::field && i < problem.fields.size()) return problem.fields[i];
  if (kind == Kind::unknown && i < problem.unknowns.size()) return problem.unknowns[i].name;
  return {};
}

void require_number(const Problem& problem, Kind kind, std::size_t i) {
  if (!name_of(problem, kind, i).empty()) return;
  const auto refuse = [&](std::string_view what, std::size_t count) {
    throw UserError(
        fmt::format("a formula speaks of {} number {}, counted from 0, and the problem has {}", what, i, count));
  };
  if (kind == Kind::coordinate) refuse("coordinate", problem.domain.dimensions());
  if (kind == Kind::field) refuse("field", problem.fields.size());
  refuse("unknown", problem.unknowns.size());
}

std::size_t number_of(const Problem& problem, const Field& u) {
  if (!u.name.empty() && name_of(problem, Kind::field, u.number) == u.name) return u.number;
  throw UserError(fmt::format("field `{}` is not one of this problem: use what its own `field` returned", u.name));
}

std::size_t number_of(const Problem& problem, const Unknown& k) {
  if (!k.name.empty() && name_of(problem, Kind::unknown, k.number) == k.name) return k.number;
  throw UserError(fmt::format("unknown `{}` is not one of this problem: use what its own `unknown` returned", k.name));
}

}  // namespace ansatz
