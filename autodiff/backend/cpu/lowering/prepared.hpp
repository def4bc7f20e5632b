// Free and prepared memory while a program is being compiled: where each free node stands, and what of it tile code
// reads. Offsets are handed out on demand; what nobody asks for is not computed.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "backend/cpu/lowering/code.hpp"
#include "backend/cpu/lowering/items.hpp"

namespace ansatz::ad {

class FreeMemory {
 public:
  /// No tile will have more than `most_points` points; `phase` is indexed by node.
  FreeMemory(const Graph& graph, Precision precision, std::uint32_t most_points,
             const std::vector<std::uint32_t>& phase)
      : graph_(graph), precision_(precision), most_points_(most_points), phase_(phase) {}

  /// Where node `id` stands in free memory; marks it as needed.
  FreeOperand value(std::uint32_t id);
  bool needed(std::uint32_t id) const { return offsets_.contains(id); }

  /// The rows of a free column as operands of strips.
  StripOperand column(const Ref& ref);
  StripOperand zero();
  /// Packed weights; without a node a row of `cols` equal numbers.
  std::size_t weights(std::optional<std::uint32_t> id, bool transposed, std::uint32_t cols, double equal);

  /// Weights of windows as minimal filtering reads them.
  std::size_t filters(std::uint32_t id, const Filter& filter);

  std::size_t size() const { return size_; }
  std::size_t prepared_size() const { return prepared_size_; }
  std::vector<FreeConstant> take_constants() { return std::move(constants_); }
  /// The preparations that become possible in each phase.
  void distribute(std::vector<Phase>& phases) const;

 private:
  std::size_t constant(std::vector<double> values);
  std::size_t prepare(const Preparation& preparation, std::size_t size, std::uint32_t phase);

  const Graph& graph_;
  Precision precision_;
  std::uint32_t most_points_;
  const std::vector<std::uint32_t>& phase_;
  std::size_t size_ = 0, prepared_size_ = 0;
  std::map<std::uint32_t, std::size_t> offsets_, columns_;
  std::map<std::pair<std::uint32_t, bool>, std::size_t> weights_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> filters_;  // by node and outputs of a filter
  std::map<std::pair<std::uint32_t, double>, std::size_t> equal_;
  std::optional<std::size_t> zero_;
  std::vector<FreeConstant> constants_;
  std::vector<std::pair<std::uint32_t, Preparation>> preparations_;
};

}  // namespace ansatz::ad
