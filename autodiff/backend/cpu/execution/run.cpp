// Running a program: free values, then the tiles of every loop by all workers, then the sums; phase by phase.
//
// The points of a loop are cut into chunks of tiles, at most `most_chunks`, whatever the number of workers. A worker
// takes the next chunk, runs its tiles and leaves sums of its own; those are added in a fixed pairwise order.
#include "backend/cpu/execution/run.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>

#include "ansatz/autodiff/memory.hpp"
#include "backend/cpu/execution/free.hpp"
#include "backend/cpu/execution/prepare.hpp"
#include "backend/cpu/execution/tile.hpp"
#include "backend/interface/workers.hpp"

namespace ansatz::ad {
namespace {

std::size_t tile_count(const PointLoop& loop, std::size_t points) {
  return (points + loop.tile_points - 1) / loop.tile_points;
}

/// Sums of more numbers than this (48 KB) crowd a tile out of the cache: every chunk begins with its own, which come
/// from memory and go back there. Such a chunk is worth `tiles_a_chunk` tiles, unless there are too few for
/// `chunks_at_least`: on two threads that makes a step of wide networks 3 to 7 % faster.
constexpr std::size_t large_sums = 6144, tiles_a_chunk = 16, chunks_at_least = 16;

std::size_t chunks_of(std::size_t tiles, bool large) {
  const std::size_t few = std::clamp(tiles / tiles_a_chunk, chunks_at_least, most_chunks);
  return std::min(tiles, large ? few : most_chunks);
}

std::size_t chunk_count(const PointLoop& loop, std::size_t points) {
  return chunks_of(tile_count(loop, points), loop.sums > large_sums);
}

/// Entries that are added over the chunks by one worker at a time; few enough to stay in the cache.
constexpr std::size_t sum_block = 128;

/// Adds entries [first, end) of all chunks' sums into the first chunk's, in a fixed tree.
void combine(double* sums, std::size_t size, std::size_t chunks, std::size_t first, std::size_t end) {
  for (std::size_t distance = 1; distance < chunks; distance *= 2)
    for (std::size_t chunk = 0; chunk + distance < chunks; chunk += 2 * distance) {
      double* into = sums + chunk * size;
      const double* from = into + distance * size;
      for (std::size_t i = first; i < end; ++i) into[i] += from[i];
    }
}

template <class T>
class Run {
 public:
  /// `stopwatches` are none, or one for each worker.
  Run(const Code& code, TileMemory& memory, const Boundary& boundary, std::span<Stopwatch> stopwatches)
      : code_(code), memory_(memory), boundary_(boundary), kernels_(code.set), stopwatches_(stopwatches) {}

  void run() {
    memory_.make_room(code_, boundary_.points);
    start(0);
    double* free = memory_.free.as<double>();
    share(code_.free_inputs.size(), code_.input_numbers,
          [free, inputs = code_.free_inputs.data(), from = boundary_.inputs.data()](std::size_t i) {
            copy(from[inputs[i].index], inputs[i].size, free + inputs[i].offset);
          });
    for (const FreeCount& count : code_.counts) free[count.offset] = static_cast<double>(boundary_.points[count.axis]);
    for (phase_ = 0; phase_ < code_.phases.size(); ++phase_) run_phase();
    share(code_.free_outputs.size(), code_.output_numbers,
          [free, outputs = code_.free_outputs.data(), to = boundary_.outputs.data()](std::size_t i) {
            copy(free + outputs[i].offset, outputs[i].size, to[outputs[i].index]);
          });
    charge(0, Part::free_values);
  }

 private:
  Stopwatch* stopwatch(int member) const {
    return stopwatches_.empty() ? nullptr : &stopwatches_[static_cast<std::size_t>(member)];
  }
  void start(int member) const {
    if (Stopwatch* own = stopwatch(member)) own->start();
  }
  void charge(int member, Part part) const {
    if (Stopwatch* own = stopwatch(member)) own->charge(part);
  }

  /// One number, of which there may be thousands, without a call.
  static void copy(const double* from, std::size_t size, double* to) {
    if (size == 1)
      *to = *from;
    else
      std::copy_n(from, size, to);
  }

  /// f(i) for all i < count, by all workers where so many numbers are worth waking them. What f holds by value is not
  /// read again behind every number that it writes.
  template <class F>
  void share(std::size_t count, std::size_t numbers, F f) {
    constexpr std::size_t worth_sharing = 32768;
    if (numbers >= worth_sharing && count > 1) return memory_.workers->team().share(count, f);
    for (std::size_t i = 0; i < count; ++i) f(i);
  }

  void run_phase() {
    const Phase& phase = code_.phases[phase_];
    double* free = memory_.free.as<double>();
    for (const FreeRun& run : phase.runs) run_free(code_, phase, run, free);
    std::size_t numbers = 0;
    for (const Preparation& preparation : phase.preparations)
      numbers += std::size_t{preparation.rows} * preparation.cols;
    share(phase.preparations.size(), numbers,
          [&](std::size_t i) { prepare(phase.preparations[i], kernels_, free, memory_.prepared.as<T>()); });
    if (phase.loops.empty()) return;
    // Large chunks first, so that the workers finish together.
    std::sort(memory_.order[phase_].begin(), memory_.order[phase_].end(), [&](std::size_t a, std::size_t b) {
      return points(phase.loops[a]) != points(phase.loops[b]) ? points(phase.loops[a]) > points(phase.loops[b]) : a < b;
    });
    next_chunk_ = 0;
    charge(0, Part::free_values);
    memory_.workers->team().run([](void* self, int member) { static_cast<Run*>(self)->work(member); }, this);
    if (failure_) std::rethrow_exception(failure_);
    next_block_ = 0;
    memory_.workers->team().run([](void* self, int member) { static_cast<Run*>(self)->combine_blocks(member); }, this);
    start(0);
    for (std::size_t s = 0; s < phase.loops.size(); ++s)
      share(phase.loops[s].reductions.size(), phase.loops[s].sums,
            [&](std::size_t i) { unpack(phase.loops[s].reductions[i], memory_.sums[phase_][s].as<double>()); });
  }

  void unpack(const Reduction& reduction, const double* sums) const {
    double* target = memory_.free.as<double>() + reduction.target;
    if (reduction.places != 0)
      winograd_unpack(sums + reduction.sums, reduction.rows, reduction.cols / reduction.places, reduction.places,
                      target);
    else
      kernels_.outer.unpack(sums + reduction.sums, reduction.rows, reduction.cols, target);
  }

  std::size_t points(const PointLoop& loop) const { return boundary_.points[loop.axis.id]; }

  void work(int member) {
    start(member);
    const Phase& phase = code_.phases[phase_];
    for (;;) {
      const std::size_t taken = next_chunk_.fetch_add(1, std::memory_order_relaxed);
      std::size_t chunk = taken, k = 0;
      for (; k < phase.loops.size(); ++k) {
        const std::size_t chunks =
            chunk_count(phase.loops[memory_.order[phase_][k]], points(phase.loops[memory_.order[phase_][k]]));
        if (chunk < chunks) break;
        chunk -= chunks;
      }
      if (k == phase.loops.size()) return;
      try {
        run_chunk(memory_.order[phase_][k], chunk, member);
      } catch (...) {
        return fail(taken);
      }
    }
  }

  /// Functions of the user's own may throw, and what they throw must not end a worker. Of several the one of the first
  /// chunk is kept: chunks are taken in order, so that it is the same on any number of threads.
  void fail(std::size_t chunk) {
    const std::lock_guard lock(failing_);
    if (chunk >= failed_chunk_) return;
    failed_chunk_ = chunk;
    failure_ = std::current_exception();
  }

  void run_chunk(std::size_t s, std::size_t chunk, int member) {
    const PointLoop& loop = code_.phases[phase_].loops[s];
    const std::size_t count = points(loop), tiles = tile_count(loop, count), chunks = chunk_count(loop, count);
    double* sums = memory_.sums[phase_][s].as<double>() + chunk * loop.sums;
    std::fill_n(sums, loop.sums, 0.0);
    for (std::size_t tile = chunk * tiles / chunks; tile < (chunk + 1) * tiles / chunks; ++tile) {
      const std::size_t first = tile * loop.tile_points;
      const TileCall<T> call{.loop = loop,
                             .kernels = kernels_,
                             .boundary = boundary_,
                             .first = first,
                             .count = std::min<std::size_t>(loop.tile_points, count - first),
                             .tile = memory_.tiles[static_cast<std::size_t>(member)].template as<T>(),
                             .prepared = memory_.prepared.as<T>(),
                             .sums = sums,
                             .kept = kept(loop.axis)};
      run_tile(call, std::span<const Elementwise>(code_.functions), stopwatch(member));
    }
  }

  KeptRows<T> kept(Axis axis) const {
    if (axis.id >= memory_.kept.size()) return {};
    return {memory_.kept[axis.id].template as<T>(), code_.kept_rows[axis.id]};
  }

  void combine_blocks(int member) {
    const Phase& phase = code_.phases[phase_];
    start(member);
    for (;;) {
      std::size_t block = next_block_.fetch_add(1, std::memory_order_relaxed), s = 0;
      for (; s < phase.loops.size(); ++s) {
        const std::size_t blocks = (phase.loops[s].sums + sum_block - 1) / sum_block;
        if (block < blocks) break;
        block -= blocks;
      }
      if (s == phase.loops.size()) return charge(member, Part::reductions);
      const std::size_t size = phase.loops[s].sums, first = block * sum_block;
      combine(memory_.sums[phase_][s].as<double>(), size, chunk_count(phase.loops[s], points(phase.loops[s])), first,
              std::min(first + sum_block, size));
    }
  }

  const Code& code_;
  TileMemory& memory_;
  const Boundary& boundary_;
  KernelTables<T> kernels_;
  std::span<Stopwatch> stopwatches_;
  std::size_t phase_ = 0;
  std::atomic<std::size_t> next_chunk_ = 0, next_block_ = 0;
  std::mutex failing_;
  std::size_t failed_chunk_ = ~std::size_t{0};
  std::exception_ptr failure_;
};

}  // namespace

std::size_t copies_of_sums(std::size_t points, double numbers) {
  constexpr std::size_t tile = 64;  // as it is where sums are large (choose_tile_points), to a factor of two
  return chunks_of((points + tile - 1) / tile, numbers > large_sums);
}

void run_code(const Code& code, TileMemory& memory, const Boundary& boundary, std::span<Stopwatch> stopwatches) {
  if (code.precision == Precision::f64)
    Run<double>(code, memory, boundary, stopwatches).run();
  else
    Run<float>(code, memory, boundary, stopwatches).run();
}

}  // namespace ansatz::ad
