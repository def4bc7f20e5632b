// All that the initial and boundary conditions of a problem ask of its fields, and why some of them cannot be built in.
#pragma once

#include <string>
#include <vector>

#include "exact/demand.hpp"

namespace ansatz::exact {

struct Gathered {
  std::vector<Demand> demands;   // of conditions that can be read whole, in the order in which they are stated
  std::vector<std::string> why;  // by condition, why it stays a term of the loss; empty: it is built in so far

  /// The first reason counts.
  void refuse(std::size_t condition, const std::string& reason) {
    if (why[condition].empty()) why[condition] = reason;
  }
};

/// Whether a condition is one of those that may be built in.
bool is_concerned(const Condition& condition);

/// `why`: by condition, reasons that are known beforehand, or empty.
Gathered gather(const Problem& problem, std::vector<std::string> why);

}  // namespace ansatz::exact
