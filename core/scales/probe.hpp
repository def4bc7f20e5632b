// What the conditions of a problem come to at a few points, where every field is a number, or a number and a multiple
// of its network at the start: from this the sizes of fields and residuals are read (sizes.hpp).
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/problem.hpp"

namespace ansatz::scales {

class Probe {
 public:
  /// Points of a condition: sizes are asked for, to a factor of two or so.
  static constexpr std::size_t points = 64;

  /// `problem` is complete. Throws UserError where it makes no sense.
  explicit Probe(const Problem& problem);
  ~Probe();

  /// A residual of the problem: number `index` of its condition.
  struct Residual {
    std::size_t condition = 0, index = 0;
  };
  const std::vector<Residual>& residuals() const { return residuals_; }
  /// Whether the network of a field is scaled here: it has no formula of the user's.
  bool scales(std::size_t field) const { return of_scaled_[field].has_value(); }

  /// What there is at the points of conditions: [residual][point], and [condition][field][point].
  struct Values {
    std::vector<std::vector<double>> residuals;
    std::vector<std::vector<std::vector<double>>> fields;
  };
  /// With every field that is scaled as centre + size * network; a size of 0 makes it a constant.
  Values at(std::span<const FieldScale> scales);

 private:
  struct Compiled;
  std::vector<Residual> residuals_;
  std::vector<std::optional<std::size_t>> of_scaled_;  // by field: its number among those that are scaled
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace ansatz::scales
