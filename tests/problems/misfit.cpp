// See misfit.hpp.
#include "misfit.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace oracle {
namespace {

long double distance(const std::string& relation, Number left, Number right) {
  const long double less = relation == "="    ? std::abs(left - right)
                           : relation == "<=" ? std::max(left.real() - right.real(), 0.0L)
                                              : std::max(right.real() - left.real(), 0.0L);
  const long double relative = less / (1 + std::abs(left) + std::abs(right));
  return std::isnan(relative) ? HUGE_VALL : relative;
}

}  // namespace

Worst worst_misfit(const File& file) {
  Worst worst;
  std::mt19937 random(1);
  for (const Condition& condition : file.conditions) {
    for (const Spot& spot : spots(file, condition, random)) {
      for (const Equation& equation : condition.equations) {
        const Value left = value(file, equation.left, spot), right = value(file, equation.right, spot);
        if (left.parts.size() != right.parts.size()) unknown("equations of vectors and numbers");
        const auto look = [&](Number a, Number b) {
          const long double found = distance(equation.relation, a, b);
          if (!(found <= std::max(worst.misfit, condition.tolerance))) worst = {found, condition.text};
        };
        if (left.parts.empty()) look(left.number, right.number);
        for (std::size_t k = 0; k < left.parts.size(); ++k) look(left.parts[k], right.parts[k]);
      }
    }
  }
  return worst;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  if (at == std::string::npos) throw std::runtime_error("nowhere is " + what);
  return text.replace(at, what.size(), with);
}

}  // namespace oracle
