// Formulas over symbols, compiled: leaves are given by number.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include "ansatz/autodiff/program.hpp"
#include "evaluate/symbolic.hpp"

namespace ansatz::dsl {

class Formula {
 public:
  /// Leaves for which `varies` holds come as arrays along one axis, the others as single numbers. Outputs are
  /// arrays when `along_axis`, else single numbers (and nothing may vary).
  template <class Varies>
  Formula(const SymbolicScope& scope, std::span<const ad::Expr> outputs, bool along_axis, Varies varies)
      : leaves_(leaves_of(scope, outputs)), program_(build(scope, outputs, along_axis, mask(varies))) {}

  /// Numbers of the leaves in use, ascending.
  const std::vector<std::size_t>& leaves() const { return leaves_; }
  const ad::Program& program() const { return program_; }
  std::size_t outputs() const { return outputs_; }

  /// `inputs`: one pointer for each of `leaves()`; values[k * count + j] is output k at j.
  void run(ad::Workspace& workspace, std::span<const double* const> inputs, std::size_t count, double* values) const;

 private:
  template <class Varies>
  std::vector<bool> mask(Varies varies) const {
    std::vector<bool> flags;
    for (const std::size_t leaf : leaves_) flags.push_back(varies(leaf));
    return flags;
  }
  static std::vector<std::size_t> leaves_of(const SymbolicScope& scope, std::span<const ad::Expr> outputs);
  ad::Program build(const SymbolicScope& scope, std::span<const ad::Expr> outputs, bool along_axis,
                    const std::vector<bool>& varying);

  std::vector<std::size_t> leaves_;
  std::size_t outputs_ = 0;
  ad::Axis axis_;
  ad::Program program_;
};

}  // namespace ansatz::dsl
