// The methods with a line search, by number, so that tests go through all of them.
#pragma once

#include <memory>

#include "optimise/lbfgs.hpp"
#include "optimise/quasi_newton.hpp"

namespace ansatz::testing {

inline constexpr const char* line_search_methods[] = {"bfgs", "ssbfgs", "ssbroyden", "lbfgs"};

/// The first three are dense, in the order of InverseHessianUpdate.
inline std::unique_ptr<optimise::Optimiser> make(int method, optimise::Objective& objective) {
  SsBroyden dense;
  switch (method) {
    case 0: dense.update = InverseHessianUpdate::bfgs; break;
    case 1: dense.update = InverseHessianUpdate::ssbfgs; break;
    case 2: dense.update = InverseHessianUpdate::ssbroyden; break;
    default: return std::make_unique<optimise::LbfgsOptimiser>(Lbfgs{}, objective);
  }
  return std::make_unique<optimise::QuasiNewton>(dense, objective);
}

}  // namespace ansatz::testing
