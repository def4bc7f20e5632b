// Topological sorting (Kahn 1962) with one queue a kind: each turn empties the fullest queue, which grows meanwhile by
// what its own values make ready.
#include "backend/cpu/lowering/free_order.hpp"

#include <algorithm>

namespace ansatz::ad {
namespace {

/// Who reads each value, by its position: readers of position i stand from first[i] to first[i + 1].
struct Readers {
  std::vector<std::uint32_t> first, positions;
};

constexpr std::uint32_t elsewhere = ~std::uint32_t{0};

/// By id: where it stands among `ids`.
std::vector<std::uint32_t> positions_of(std::span<const std::uint32_t> ids) {
  std::vector<std::uint32_t> position(ids.empty() ? 0 : ids.back() + 1, elsewhere);
  for (std::uint32_t i = 0; i < ids.size(); ++i) position[ids[i]] = i;
  return position;
}

/// Calls f(reader, operand), both as positions, for every operand that is one of the values.
template <class F>
void for_each_operand(const FreeOrderInput& input, F f) {
  const std::vector<std::uint32_t> position = positions_of(input.ids);
  for (std::uint32_t i = 0; i < input.ids.size(); ++i)
    for (const std::uint32_t operand : input.operands(input.ids[i]))
      if (operand < position.size() && position[operand] != elsewhere) f(i, position[operand]);
}

Readers find_readers(const FreeOrderInput& input) {
  Readers readers;
  readers.first.assign(input.ids.size() + 1, 0);
  for_each_operand(input, [&](std::uint32_t, std::uint32_t operand) { ++readers.first[operand + 1]; });
  for (std::size_t i = 1; i < readers.first.size(); ++i) readers.first[i] += readers.first[i - 1];
  std::vector<std::uint32_t> next(readers.first.begin(), readers.first.end() - 1);
  readers.positions.resize(readers.first.back());
  for_each_operand(input,
                   [&](std::uint32_t reader, std::uint32_t operand) { readers.positions[next[operand]++] = reader; });
  return readers;
}

/// Values that are ready, first come, first served.
struct Queue {
  std::vector<std::uint32_t> positions;
  std::size_t done = 0;
  std::size_t waiting() const { return positions.size() - done; }
};

}  // namespace

std::vector<std::uint32_t> in_runs(const FreeOrderInput& input) {
  const Readers readers = find_readers(input);
  std::vector<std::uint32_t> missing(input.ids.size(), 0);  // operands that are not there yet
  for (const std::uint32_t reader : readers.positions) ++missing[reader];
  std::vector<Queue> queues(input.kinds);
  for (std::uint32_t i = 0; i < input.ids.size(); ++i)
    if (missing[i] == 0) queues[input.kind(input.ids[i])].positions.push_back(i);
  std::vector<std::uint32_t> order;
  order.reserve(input.ids.size());
  while (order.size() < input.ids.size()) {
    Queue& queue = *std::max_element(queues.begin(), queues.end(),
                                     [](const Queue& a, const Queue& b) { return a.waiting() < b.waiting(); });
    while (queue.waiting() > 0) {
      const std::uint32_t value = queue.positions[queue.done++];
      order.push_back(input.ids[value]);
      for (std::uint32_t k = readers.first[value]; k < readers.first[value + 1]; ++k) {
        const std::uint32_t reader = readers.positions[k];
        if (--missing[reader] == 0) queues[input.kind(input.ids[reader])].positions.push_back(reader);
      }
    }
  }
  return order;
}

}  // namespace ansatz::ad
