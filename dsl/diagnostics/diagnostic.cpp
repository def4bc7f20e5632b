#include "ansatz/dsl/diagnostic.hpp"

#include <algorithm>

namespace ansatz::dsl {

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity() == Severity::error; });
}

}  // namespace ansatz::dsl
