// Where the items of a loop stand once rows and tile are chosen: references turned into offsets.
#pragma once

#include <map>
#include <optional>

#include "backend/cpu/lowering/prepared.hpp"
#include "backend/cpu/lowering/schedule.hpp"

namespace ansatz::ad {

class Addresses {
 public:
  Addresses(Storage storage, std::uint32_t tile_stride, FreeMemory& memory)
      : storage_(std::move(storage)), stride_(tile_stride), memory_(memory) {}

  bool kept(std::uint32_t item) const { return storage_.row[item] != Storage::none; }
  /// Row `row` of a kept item.
  StripOperand item(std::uint32_t item, std::uint32_t row = 0) const { return rows_from(storage_.row[item] + row, 1); }
  StripOperand operand(const Ref& ref) {
    return ref.free ? memory_.column(ref) : rows_from(storage_.row[ref.index] + ref.first, ref.step);
  }
  /// Strip number `k` that lives inside a group only.
  StripOperand scratch(std::uint32_t k) {
    constexpr auto rows = static_cast<std::uint32_t>(strip_rows);
    scratch_rows_ = std::max(scratch_rows_, (k + 1) * rows);
    StripOperand operand = rows_from(storage_.rows + k * rows, 1);
    operand.local = true;
    return operand;
  }
  /// So many numbers that one instruction has for itself: where they begin in the tile.
  std::uint32_t scratch_numbers(std::size_t count) {
    scratch_rows_ = std::max(scratch_rows_, static_cast<std::uint32_t>((count + stride_ - 1) / stride_));
    return storage_.rows * stride_;
  }
  StripOperand zero() { return memory_.zero(); }
  /// The row of zeros that windows read, if any do.
  std::optional<StripOperand> zeros() const {
    return storage_.zeros == Storage::none ? std::nullopt : std::optional(rows_from(storage_.zeros, 1));
  }
  std::size_t weights(const Item& item) {
    return memory_.weights(item.weights, item.transposed, item.cols, item.equal_weight);
  }
  std::size_t filters(const Item& item, const Filter& filter) { return memory_.filters(*item.weights, filter); }
  std::uint32_t rows() const { return storage_.rows + scratch_rows_; }

  /// Where the sums for the free node `target` begin; `places` as in Reduction.
  std::uint32_t sums(std::uint32_t target, std::uint32_t rows, std::uint32_t cols, std::uint32_t places = 0) {
    const auto [entry, added] = sums_.try_emplace(target, sum_count_);
    if (added) {
      reductions_.push_back({sum_count_, rows, cols, memory_.value(target).offset, places});
      sum_count_ += rows * cols;
    }
    return entry->second;
  }
  std::uint32_t sum_count() const { return sum_count_; }
  const std::vector<Reduction>& reductions() const { return reductions_; }

 private:
  StripOperand rows_from(std::uint32_t row, std::uint32_t step) const {
    return {row * stride_, step * stride_, Space::tile, false, false};
  }

  Storage storage_;
  std::uint32_t stride_;
  FreeMemory& memory_;
  std::uint32_t scratch_rows_ = 0, sum_count_ = 0;
  std::map<std::uint32_t, std::uint32_t> sums_;
  std::vector<Reduction> reductions_;
};

}  // namespace ansatz::ad
