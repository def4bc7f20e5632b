// Running a program: free values, then the tiles of every stage by all workers, then the sums; phase by phase.
//
// The points of a stage are cut into chunks of tiles, at most `most_chunks`, whatever the number of workers. A worker
// takes the next chunk, runs its tiles and leaves sums of its own; those are added in a fixed pairwise order.
#include "ansatz/autodiff/program.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/profile.hpp"
#include "backend/cpu/execution/free.hpp"
#include "backend/cpu/execution/tile.hpp"
#include "backend/cpu/execution/workers.hpp"
#include "backend/cpu/execution/workspace.hpp"

namespace ansatz::ad {
namespace {

std::size_t tile_count(const Stage& stage, std::size_t points) {
  return (points + stage.tile_points - 1) / stage.tile_points;
}

/// Sums of more numbers than this (48 KB) crowd a tile out of the cache: every chunk begins with its own, which come
/// from memory and go back there. Such a chunk is worth `tiles_a_chunk` tiles, unless there are too few for
/// `chunks_at_least`: on two threads that makes a step of wide networks 3 to 7 % faster.
constexpr std::size_t large_sums = 6144, tiles_a_chunk = 16, chunks_at_least = 16;

std::size_t chunk_count(const Stage& stage, std::size_t points) {
  const std::size_t tiles = tile_count(stage, points);
  const std::size_t few = std::clamp(tiles / tiles_a_chunk, chunks_at_least, most_chunks);
  return std::min(tiles, stage.sums > large_sums ? few : most_chunks);
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
  /// `stopwatches` are null, or one for each worker.
  Run(const Program::Code& code, Workspace::Memory& memory, const Boundary& boundary, Stopwatch* stopwatches)
      : code_(code), memory_(memory), boundary_(boundary), kernels_(code.set), stopwatches_(stopwatches) {}

  void run() {
    start(0);
    double* free = memory_.free.as<double>();
    for (const FreeBoundary& input : code_.free_inputs)
      copy(boundary_.inputs[input.index], input.size, free + input.offset);
    for (const FreeCount& count : code_.counts) free[count.offset] = static_cast<double>(boundary_.points[count.axis]);
    for (phase_ = 0; phase_ < code_.phases.size(); ++phase_) run_phase();
    for (const FreeBoundary& output : code_.free_outputs)
      copy(free + output.offset, output.size, boundary_.outputs[output.index]);
    charge(0, Part::free_values);
  }

 private:
  void start(int member) const {
    if (stopwatches_ != nullptr) stopwatches_[member].start();
  }
  void charge(int member, Part part) const {
    if (stopwatches_ != nullptr) stopwatches_[member].charge(part);
  }

  /// One number, of which there may be thousands, without a call.
  static void copy(const double* from, std::size_t size, double* to) {
    if (size == 1)
      *to = *from;
    else
      std::copy_n(from, size, to);
  }

  void run_phase() {
    const Phase& phase = code_.phases[phase_];
    double* free = memory_.free.as<double>();
    for (const FreeRun& run : phase.runs) run_free(code_, phase, run, free);
    for (const Preparation& preparation : phase.preparations)
      prepare(preparation, kernels_.gemm, free, memory_.prepared.as<T>());
    if (phase.stages.empty()) return;
    // Large chunks first, so that the workers finish together.
    std::sort(memory_.order[phase_].begin(), memory_.order[phase_].end(), [&](std::size_t a, std::size_t b) {
      return points(phase.stages[a]) != points(phase.stages[b]) ? points(phase.stages[a]) > points(phase.stages[b])
                                                                : a < b;
    });
    next_chunk_ = 0;
    charge(0, Part::free_values);
    memory_.workers->team().run([](void* self, int member) { static_cast<Run*>(self)->work(member); }, this);
    next_block_ = 0;
    memory_.workers->team().run([](void* self, int member) { static_cast<Run*>(self)->combine_blocks(member); }, this);
    start(0);
    for (std::size_t s = 0; s < phase.stages.size(); ++s)
      for (const Reduction& reduction : phase.stages[s].reductions)
        kernels_.outer.unpack(memory_.sums[phase_][s].as<double>() + reduction.sums, reduction.rows, reduction.cols,
                              free + reduction.target);
  }

  std::size_t points(const Stage& stage) const { return boundary_.points[stage.axis.id]; }

  void work(int member) {
    start(member);
    const Phase& phase = code_.phases[phase_];
    for (;;) {
      std::size_t chunk = next_chunk_.fetch_add(1, std::memory_order_relaxed);
      std::size_t k = 0;
      for (; k < phase.stages.size(); ++k) {
        const std::size_t chunks =
            chunk_count(phase.stages[memory_.order[phase_][k]], points(phase.stages[memory_.order[phase_][k]]));
        if (chunk < chunks) break;
        chunk -= chunks;
      }
      if (k == phase.stages.size()) return;
      run_chunk(memory_.order[phase_][k], chunk, member);
    }
  }

  void run_chunk(std::size_t s, std::size_t chunk, int member) {
    const Stage& stage = code_.phases[phase_].stages[s];
    const std::size_t count = points(stage), tiles = tile_count(stage, count), chunks = chunk_count(stage, count);
    double* sums = memory_.sums[phase_][s].as<double>() + chunk * stage.sums;
    std::fill_n(sums, stage.sums, 0.0);
    for (std::size_t tile = chunk * tiles / chunks; tile < (chunk + 1) * tiles / chunks; ++tile) {
      const std::size_t first = tile * stage.tile_points;
      run_tile(stage, kernels_, boundary_, first, std::min<std::size_t>(stage.tile_points, count - first),
               memory_.tiles[static_cast<std::size_t>(member)].template as<T>(), memory_.prepared.as<T>(), sums,
               stopwatches_ != nullptr ? stopwatches_ + member : nullptr);
    }
  }

  void combine_blocks(int member) {
    const Phase& phase = code_.phases[phase_];
    start(member);
    for (;;) {
      std::size_t block = next_block_.fetch_add(1, std::memory_order_relaxed), s = 0;
      for (; s < phase.stages.size(); ++s) {
        const std::size_t blocks = (phase.stages[s].sums + sum_block - 1) / sum_block;
        if (block < blocks) break;
        block -= blocks;
      }
      if (s == phase.stages.size()) return charge(member, Part::reductions);
      const std::size_t size = phase.stages[s].sums, first = block * sum_block;
      combine(memory_.sums[phase_][s].as<double>(), size, chunk_count(phase.stages[s], points(phase.stages[s])), first,
              std::min(first + sum_block, size));
    }
  }

  const Program::Code& code_;
  Workspace::Memory& memory_;
  const Boundary& boundary_;
  KernelTables<T> kernels_;
  Stopwatch* stopwatches_;
  std::size_t phase_ = 0;
  std::atomic<std::size_t> next_chunk_ = 0, next_block_ = 0;
};

void run_in(const Program::Code& code, Workspace::Memory& memory, const Boundary& boundary, Stopwatch* stopwatches) {
  if (code.precision == Precision::f64)
    Run<double>(code, memory, boundary, stopwatches).run();
  else
    Run<float>(code, memory, boundary, stopwatches).run();
}

void check_boundary(const Program::Code& code, const Boundary& boundary) {
  if (boundary.inputs.size() != code.input_shapes.size() || boundary.outputs.size() != code.output_shapes.size())
    throw UserError(fmt::format("run: the program has {} inputs and {} outputs, but {} and {} were given",
                                code.input_shapes.size(), code.output_shapes.size(), boundary.inputs.size(),
                                boundary.outputs.size()));
  for (const std::uint32_t axis : code.used_axes)
    if (axis >= boundary.points.size() || boundary.points[axis] == 0)
      throw UserError(fmt::format("run: axis {} has no points; every axis a program uses needs at least one", axis));
}

}  // namespace

Program::Program(std::unique_ptr<const Code> code) : code_(std::move(code)) {}
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

const Shape& Program::input_shape(std::size_t index) const { return code_->input_shapes.at(index); }
const Shape& Program::output_shape(std::size_t index) const { return code_->output_shapes.at(index); }
const ProgramStatistics& Program::statistics() const { return code_->statistics; }

void Program::run(Workspace& workspace, std::span<const std::size_t> points, std::span<const double* const> inputs,
                  std::span<double* const> outputs) const {
  if (workspace.memory_->code != code_.get()) throw InternalFault("run: the workspace was made for another program");
  const Boundary boundary{points, inputs, outputs};
  check_boundary(*code_, boundary);
  run_in(*code_, *workspace.memory_, boundary, nullptr);
}

Profile Program::profile(Workspace& workspace, std::span<const std::size_t> points,
                         std::span<const double* const> inputs, std::span<double* const> outputs) const {
  if (workspace.memory_->code != code_.get()) throw InternalFault("run: the workspace was made for another program");
  const Boundary boundary{points, inputs, outputs};
  check_boundary(*code_, boundary);
  Profile profile;
  profile.workers = workspace.memory_->workers->count();
  std::vector<Stopwatch> stopwatches(static_cast<std::size_t>(profile.workers));
  Stopwatch whole;
  whole.start();
  run_in(*code_, *workspace.memory_, boundary, stopwatches.data());
  double all = whole.lap() * profile.workers, busy = 0;
  for (const Stopwatch& stopwatch : stopwatches) {
    all -= stopwatch.extra();
    for (std::size_t part = 0; part < profile.parts.size(); ++part) {
      profile.parts[part] += stopwatch.parts()[part];
      busy += stopwatch.parts()[part];
    }
  }
  profile.seconds = all / profile.workers;
  profile.parts[static_cast<std::size_t>(Part::idle)] = std::max(all - busy, 0.0);
  return profile;
}

std::vector<std::vector<double>> Program::operator()(std::span<const std::vector<double>> inputs) const {
  if (inputs.size() != code_->input_shapes.size())
    throw UserError(
        fmt::format("the program has {} inputs, but {} were given", code_->input_shapes.size(), inputs.size()));
  std::vector<std::size_t> points(code_->axes, 0);
  std::vector<const double*> sources;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const Shape& shape = code_->input_shapes[i];
    std::size_t& known = points[shape.axis.id];
    const std::size_t count = shape.on_axis() ? inputs[i].size() / shape.rows : 1;
    if (inputs[i].size() != shape.size() * count || count == 0 || (shape.on_axis() && known != 0 && known != count))
      throw UserError(fmt::format("input {} has {} rows and {} columns; {} values do not fit{}", i, shape.rows,
                                  shape.cols, inputs[i].size(),
                                  known != 0 && shape.on_axis() ? fmt::format(" {} points", known) : ""));
    if (shape.on_axis()) known = count;
    sources.push_back(inputs[i].data());
  }
  std::vector<std::vector<double>> results;
  std::vector<double*> targets;
  for (const Shape& shape : code_->output_shapes)
    results.emplace_back(shape.size() * (shape.on_axis() ? points[shape.axis.id] : 1));
  for (std::vector<double>& result : results) targets.push_back(result.data());
  Workers alone;
  Workspace workspace(*this, alone);
  run(workspace, points, sources, targets);
  return results;
}

}  // namespace ansatz::ad
