// The compiled program: plain records, sizes and offsets. Nothing here points into the graph.
//
// Values live in four memories:
//
//   free       double, one copy a run: everything that is the same at all points, each value at its own offset;
//   prepared   arithmetic precision, one copy a run: what tile code reads of the free values, in the layout that the
//              kernels want: packed weights, columns with each number repeated to a full vector, and single numbers
//              repeated to a strip, which operations read without a difference to values at points;
//   tile       arithmetic precision, one copy a worker: rows of `tile_stride` numbers, one number a point. Rows
//              are shared by values that do not live at the same time. The first rows hold the strips of a group;
//   kept       arithmetic precision, one copy a run: rows at all points of an axis that later phases read (kept.hpp).
//              A line of the cache, points of one row, is followed by the same points of the next row.
//
// A program is a list of phases. A phase computes free values, prepares them, and runs its loops; a loop carries all
// tiles of one axis through one list of instructions and ends in sums over the points, which the free instructions
// of the next phase read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "ansatz/autodiff/elementwise.hpp"
#include "ansatz/autodiff/profile.hpp"
#include "ansatz/autodiff/program.hpp"
#include "backend/cpu/kernels/strip.hpp"
#include "backend/cpu/kernels/windows.hpp"
#include "backend/cpu/kernels/winograd.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {

/// target = op(operands). `add` takes any number of operands.
struct FreeInstruction {
  Op op;
  FreeOperand target;
  std::uint32_t first_operand = 0, operand_count = 0;      // in Code::free_operands
  std::uint32_t first_attribute = 0, attribute_count = 0;  // in Code::free_attributes
};

/// target = op(a, b) of single numbers, each by its offset in free memory; b repeats a where op takes one.
struct ScalarInstruction {
  std::uint32_t target, a, b;
};

/// target = the sum of `count` numbers, from left to right, whose offsets stand in `Phase::summed` from `first` on.
struct ScalarSum {
  std::uint32_t target, first, count;
};

/// Instructions of one kind that run one after another.
struct FreeRun {
  enum class Kind : std::uint8_t { scalars, sums, others } kind;  // of which list of the phase
  Op op;                                                          // of all scalars
  std::uint32_t first, count;
};

/// A free value brought into the layout of the kernels.
struct Preparation {
  enum class Kind : std::uint8_t { weights, transposed_weights, filters, column, strip } kind;
  std::size_t source;        // in free memory
  std::size_t target;        // in prepared memory
  std::uint32_t rows, cols;  // of the prepared matrix; strip: how often the number is repeated; filters: channels
  Filter filter{};           // filters
};

struct LoadCode {
  std::uint32_t input, rows, target;
};
struct StoreCode {
  std::uint32_t output, first, rows;
  StripOperand source;
};
/// Rows of a tile that go to kept memory, and that come from there.
struct KeepCode {
  std::uint32_t row, rows;  // row: of kept memory
  StripOperand source;
};
struct RecallCode {
  std::uint32_t row, rows, target;
};
struct GemmCode {
  std::uint32_t rows, inner;
  std::size_t weights;  // in prepared memory
  StripOperand x, y;
  bool has_init;
  StripOperand init;
  bool transposed;  // of the reverse sweep
};
struct OuterCode {
  std::uint32_t rows, cols, first_pair, pair_count, sums;
};
/// A function of the user's own, of some rows of each of its arguments.
struct FunctionCode {
  std::uint32_t function, rows, arguments;  // the function by its number in Code::functions
  std::array<StripOperand, FunctionOfSeveral::most_arguments> sources;
  StripOperand target;
};
struct StripsCode {
  std::uint32_t first, count, rows;
};
/// A product with every window, block by block (kernels/windows.hpp).
struct WindowGemmCode {
  std::uint32_t rows, inner, windows;
  std::size_t first_block, block_count;  // in PointLoop::window_blocks
  std::size_t weights;                   // in prepared memory
  StripOperand y;                        // row q is row 0 of the product with window q, the next ones `windows` apart
  Part part;                             // of a run, for the profile
};
/// The same by minimal filtering (kernels/winograd.hpp).
struct WinogradCode {
  Filter filter;
  WindowLattice lattice;
  std::uint32_t rows;
  std::size_t weights;    // in prepared memory
  StripOperand x, y;      // y as above
  std::uint32_t scratch;  // in the tile
};
/// What windows are where an image is largest: window q reads the rows numbered
/// PointLoop::window_rows[first_row + q * size ...].
struct MaximumCode {
  WindowMaximum::Value value;
  std::uint32_t windows, size, rows;  // rows of y
  std::size_t first_row;
  StripOperand image, second, y;  // `second` is that of `chosen` and `spread`
};
/// The gradient of W: window q reads the rows at PointLoop::window_rows[first_row + q * inner ...].
struct WindowOuterCode {
  std::uint32_t rows, inner, windows;
  std::size_t first_row;
  StripOperand a;  // as y above
  std::uint32_t sums;
};
struct WinogradOuterCode {
  Filter filter;
  WindowLattice lattice;
  std::uint32_t rows;
  StripOperand a, b;  // a as y above
  std::uint32_t sums, scratch;
};
using TileInstruction =
    std::variant<LoadCode, StoreCode, KeepCode, RecallCode, GemmCode, WindowGemmCode, WinogradCode, MaximumCode,
                 OuterCode, WindowOuterCode, WinogradOuterCode, FunctionCode, StripsCode>;

struct OuterOperands {
  StripOperand a, b;
};

/// Entries [sums, sums + size) of a chunk's sums, added over all chunks, become the free value at `target`.
struct Reduction {
  std::uint32_t sums, rows, cols;
  std::size_t target;
  std::uint32_t places;  // of a channel, where the sums stand as winograd.hpp says; 0: as outer.hpp says
};

/// All points of one axis, within one phase.
struct PointLoop {
  Axis axis;
  std::vector<TileInstruction> code;
  std::vector<StripInstruction> strips;
  std::vector<OuterOperands> pairs;
  std::vector<WindowBlock> window_blocks;
  std::vector<std::uint32_t> window_places;  // of all blocks
  std::vector<std::uint32_t> window_rows;    // of gradients where they begin in the tile, of maxima their numbers
  std::vector<Reduction> reductions;
  std::uint32_t sums = 0;  // numbers of sums a chunk
  std::uint32_t tile_rows = 0;
  std::uint32_t tile_points = 0, tile_stride = 0;
};

struct Phase {
  std::vector<FreeInstruction> free;
  std::vector<ScalarInstruction> scalars;
  std::vector<ScalarSum> sums;
  std::vector<std::uint32_t> summed;
  std::vector<FreeRun> runs;  // of all these, in the order in which they run
  std::vector<Preparation> preparations;
  std::vector<PointLoop> loops;
};

/// A free value that comes from or goes to the caller; `index` counts the inputs or outputs.
struct FreeBoundary {
  std::uint32_t index;
  std::size_t offset, size;
};
struct FreeConstant {
  std::size_t offset;
  std::vector<double> values;
};
struct FreeCount {
  std::size_t offset;
  std::uint32_t axis;
};

struct Code {
  Precision precision = Precision::f64;
  InstructionSet set = InstructionSet::best;
  std::vector<Phase> phases;
  std::vector<FreeOperand> free_operands;
  std::vector<std::uint32_t> free_attributes;
  std::vector<Elementwise> functions;  // of the graph, by number
  std::vector<FreeConstant> constants;
  std::vector<FreeCount> counts;
  std::vector<FreeBoundary> free_inputs, free_outputs;
  std::size_t input_numbers = 0, output_numbers = 0;  // of all of these
  std::size_t free_size = 0, prepared_size = 0;
  std::vector<std::uint32_t> kept_rows;  // by axis
  ProgramStatistics statistics;
};

/// Numbers of one vector as prepared memory holds scalars; enough for every instruction set.
constexpr std::size_t scalar_width(Precision precision) { return precision == Precision::f64 ? 8 : 16; }

}  // namespace ansatz::ad
