// How far the exact solution of a file is from what the file asks for. Points and values: oracle.hpp.
#pragma once

#include <string>

#include "oracle.hpp"

namespace oracle {

/// The largest |left - right| / (1 + |left| + |right|) over random points of each condition, and where it is.
struct Worst {
  long double misfit = 0;
  std::string condition;
};

Worst worst_misfit(const File& file);
inline long double misfit(const std::string& text) { return worst_misfit(File(text)).misfit; }

/// A text with one part changed, which must be there: what a mistake makes of a file.
std::string replaced(std::string text, const std::string& what, const std::string& with);

constexpr double tolerance = 1e-6;

}  // namespace oracle
