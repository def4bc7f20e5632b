// The memory of a running program: allocated once, when the workspace is made.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <vector>

#include "backend/cpu/lowering/code.hpp"
#include "backend/cpu/lowering/tile_size.hpp"
#include "backend/interface/backend.hpp"

namespace ansatz::ad {

/// The points of an axis are cut into at most so many chunks, whatever the number of threads; each has sums of its own.
/// More threads than these find nothing to do in a loop, and each costs a copy of its sums.
inline constexpr std::size_t most_chunks = 64;

enum class Fill { zeros, nothing };

/// Bytes that start at a cache line. Where they are many and nothing fills them, the system has no memory for them
/// before they are written.
class AlignedBytes {
 public:
  explicit AlignedBytes(std::size_t size, Fill fill = Fill::zeros);
  template <class T>
  T* as() const {
    return reinterpret_cast<T*>(bytes_.get());
  }

 private:
  struct Free {
    void operator()(std::byte* bytes) const { ::operator delete (bytes, std::align_val_t{line_bytes}); }
  };
  std::unique_ptr<std::byte, Free> bytes_;
};

struct TileMemory final : Memory {
  Workers* workers;
  AlignedBytes free, prepared;
  std::vector<AlignedBytes> tiles;  // one a worker
  // By phase and loop, `most_chunks` times the loop's sums: few points are few chunks, whose sums alone are written.
  std::vector<std::vector<AlignedBytes>> sums;
  std::vector<std::vector<std::size_t>> order;  // by phase: loops, those with the most work first
  std::vector<AlignedBytes> kept;               // by axis, for `kept_points` points
  std::vector<std::size_t> kept_points;

  TileMemory(const Code& of, Workers& team);

  /// Makes room for what phases keep at so many points, by axis; allocates where there are more than ever before.
  void make_room(const Code& of, std::span<const std::size_t> points);
};

}  // namespace ansatz::ad
