#include "backend/cpu/lowering/prepared.hpp"

namespace ansatz::ad {

FreeOperand FreeMemory::value(std::uint32_t id) {
  const Shape& shape = graph_.node(id).shape;
  const auto [entry, added] = offsets_.try_emplace(id, size_);
  if (added) size_ += shape.size();
  return {entry->second, shape.rows, shape.cols};
}

std::size_t FreeMemory::prepare(const Preparation& preparation, std::size_t size, std::uint32_t phase) {
  const std::size_t width = scalar_width(precision_);
  const std::size_t target = prepared_size_;
  preparations_.emplace_back(phase, preparation);
  preparations_.back().second.target = target;
  prepared_size_ += (size + width - 1) / width * width;
  return target;
}

StripOperand FreeMemory::column(const Ref& ref) {
  const FreeOperand source = value(ref.index);
  const auto [entry, added] = columns_.try_emplace(ref.index, 0);
  if (source.rows == 1) {
    if (added)
      entry->second =
          prepare({Preparation::Kind::strip, source.offset, 0, 1, most_points_}, most_points_, phase_[ref.index]);
    return {static_cast<std::uint32_t>(entry->second), 0, Space::prepared, false, false};
  }
  const std::size_t width = scalar_width(precision_);
  if (added)
    entry->second =
        prepare({Preparation::Kind::column, source.offset, 0, source.rows, 1}, source.rows * width, phase_[ref.index]);
  return {static_cast<std::uint32_t>(entry->second + ref.first * width), static_cast<std::uint32_t>(ref.step * width),
          Space::prepared, true, false};
}

std::size_t FreeMemory::constant(std::vector<double> values) {
  const std::size_t offset = size_;
  size_ += values.size();
  constants_.push_back({offset, std::move(values)});
  return offset;
}

StripOperand FreeMemory::zero() {
  if (!zero_) zero_ = prepare({Preparation::Kind::column, constant({0.0}), 0, 1, 1}, scalar_width(precision_), 0);
  return {static_cast<std::uint32_t>(*zero_), 0, Space::prepared, true, false};
}

std::size_t FreeMemory::weights(std::optional<std::uint32_t> id, bool transposed, std::uint32_t cols, double equal) {
  if (!id) {
    const auto [entry, added] = equal_.try_emplace({cols, equal}, 0);
    if (added) {
      const std::size_t source = constant(std::vector<double>(cols, equal));
      entry->second = prepare({Preparation::Kind::weights, source, 0, 1, cols}, cols, 0);
    }
    return entry->second;
  }
  const FreeOperand source = value(*id);
  const auto [entry, added] = weights_.try_emplace({*id, transposed}, 0);
  if (added) {
    const std::size_t size = std::size_t{source.rows} * source.cols;
    entry->second =
        transposed
            ? prepare({Preparation::Kind::transposed_weights, source.offset, 0, source.cols, source.rows}, size,
                      phase_[*id])
            : prepare({Preparation::Kind::weights, source.offset, 0, source.rows, source.cols}, size, phase_[*id]);
  }
  return entry->second;
}

std::size_t FreeMemory::filters(std::uint32_t id, const Filter& filter) {
  const FreeOperand source = value(id);
  const auto [entry, added] = filters_.try_emplace({id, filter.outputs}, 0);
  const std::uint32_t channels = source.cols / (filter.side * filter.side);
  if (added)
    entry->second = prepare({Preparation::Kind::filters, source.offset, 0, source.rows, channels, filter},
                            std::size_t{filter.products()} * source.rows * channels, phase_[id]);
  return entry->second;
}

void FreeMemory::distribute(std::vector<Phase>& phases) const {
  for (const auto& [phase, preparation] : preparations_) phases[phase].preparations.push_back(preparation);
}

}  // namespace ansatz::ad
