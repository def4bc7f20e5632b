#include <algorithm>
#include <cmath>
#include <numbers>

#include "ansatz/core/problem.hpp"

namespace ansatz {

double Schedule::at_step(std::uint64_t step, std::uint64_t steps) const {
  const auto s = static_cast<double>(step);
  switch (kind) {
    case Kind::constant: return rate;
    case Kind::exponential: return rate * std::pow(factor, s / every);
    case Kind::step:
      return rate * std::pow(factor, static_cast<double>(
                                         std::count_if(at.begin(), at.end(), [&](double a) { return a <= s; })));
    case Kind::cosine: {
      const double part = steps > 1 ? s / static_cast<double>(steps - 1) : 1.0;
      return final_rate + 0.5 * (rate - final_rate) * (1 + std::cos(std::numbers::pi * part));
    }
  }
  return rate;
}

}  // namespace ansatz
