// Items: what a loop does at one point, between the graph and the instructions.
//
// Translation resolves what costs nothing (slices and repetitions become references with a first row and a step),
// joins a product with the sum that takes it up, and knows reductions by their targets. Items stand in an order in
// which operands come first.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "backend/cpu/kernels/strip.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {

/// A value as an operand: row r is row `first + r * step` of an item or of a free node.
struct Ref {
  bool free = false;
  std::uint32_t index = 0;  // of the item, or the number of the free node
  std::uint32_t first = 0;
  std::uint32_t step = 1;
  friend bool operator==(const Ref&, const Ref&) = default;
};

/// Some rows of a value.
struct RowRange {
  std::uint32_t first, rows;
};

struct Item {
  /// Those up to `function` make a value at the point; those from `reduce` on leave something behind (`has_effect`).
  enum class Kind : std::uint8_t {
    load,          // rows of an input
    recall,        // rows that an earlier phase kept (kept.hpp)
    strip,         // an elementwise operation, or a copy
    gemm,          // a free matrix times the value
    windows,       // a free matrix times windows of an image
    maximum,       // where windows of an image are largest
    assemble,      // rows of several values, and zeros elsewhere
    function,      // one of the user's own
    reduce,        // a sum over the points
    outer,         // a sum over the points of a b^T: a weight gradient
    window_outer,  // the same for the weights of windows
    keep,          // rows for later phases
    store          // rows of an output
  };
  Kind kind;
  StripCode code = 0;             // strip: what is computed
  std::uint32_t rows = 1;         // of the result; of the operand for reduce and store; rows of a for outer
  std::uint32_t cols = 1;         // outer: rows of b; gemm: the inner size; windows: rows of a window
  std::vector<Ref> operands{};    // gemm: x, then what the sums start from, if anything
  std::vector<RowRange> parts{};  // assemble: where each operand goes
  std::uint32_t number = 0;  // load: input; function: of the graph; store: output; reduce, outer: the sum's free node
  std::uint32_t first = 0;   // store: the row of the output where it begins; keep, recall: that of kept memory
  std::optional<std::uint32_t> weights{};    // gemm, windows: free node; none: a row of equal numbers
  double equal_weight = 1;                   // gemm, windows: without such a node the number in that row
  bool transposed = false;                   // gemm: the weights are the transpose of that node
  bool reverse = false;                      // windows: a product of the reverse sweep
  bool late = false;                         // strip: computed again, and so not before its readers need it
  std::shared_ptr<const Windows> windows{};  // windows, maximum, window_outer: the rows of the operand that they read
  WindowMaximum::Value maximum{};            // maximum: what of it
};

/// Whether an item gives a sum or an output. All others are there for these.
inline bool has_effect(const Item& item) { return item.kind >= Item::Kind::reduce; }

/// A node whose value at points is kept from phase to phase, and where its rows begin in the memory of its axis.
struct Kept {
  std::uint32_t node, row;
};

/// What the items of a loop end in, and what earlier phases have kept for it.
struct LoopRoots {
  Axis axis;
  std::vector<std::uint32_t> stores;                                // output indices
  std::vector<std::pair<std::uint32_t, std::uint32_t>> reductions;  // (reduction node, free node of the sum)
  std::vector<Kept> keeps{}, recalls{};
};

/// The items of one loop, without those that nothing needs. `input_index[node]` tells the input of a leaf.
std::vector<Item> translate(const Graph& graph, const LoopRoots& roots, const std::vector<std::uint32_t>& outputs,
                            const std::vector<std::uint32_t>& input_index);

/// Leaves out what neither a store nor a sum needs.
std::vector<Item> without_unused(std::vector<Item> items);

}  // namespace ansatz::ad
