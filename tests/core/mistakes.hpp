// What is said against a problem that makes no sense.
#pragma once

#include <string>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/train.hpp"

namespace ansatz::test {

/// The mistake of a problem, found before it is trained; empty where it has none.
inline std::string mistake_of(const Problem& problem) {
  try {
    Solver solver(problem);
  } catch (const UserError& error) {
    return error.what();
  }
  return {};
}

}  // namespace ansatz::test
