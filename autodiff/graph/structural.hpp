// What a linear or structural operation says of itself: one `StructuralOperation` in one file of ops/.
//
// It is a description: rules from graph to graph, and plain loops over numbers. Nothing in it knows who reads it. The
// graph asks for the shape and the identities, derivatives for tangent and transpose, collapse for what distributes,
// the reference executor for the plain loop, and back ends for the form at points: they implement forms, of which there
// are few, and not operations. So an operation that takes one of the forms runs on every back end.
#pragma once

#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "ansatz/autodiff/expression.hpp"
#include "graph/attributes.hpp"
#include "graph/lattice.hpp"

namespace ansatz::ad {

struct ReferenceValue;
struct Rule;

/// What is known of a node before it exists.
struct Proposal {
  Op op;
  std::span<const Expr> operands;
  Words attributes;
  Shape requested;
};

// --- forms: how the value at a point comes out of those of the operands ---------------------------------------

/// There is no value at points.
struct FreeOnly {};
/// The transpose of a free matrix. Who needs the matrix may read the operand instead.
struct FreeTranspose {};
/// Rows of the operand from `first_row` on (null: from row 0); a single row, and a free value, repeat.
struct RowsOf {
  std::uint32_t (*first_row)(Words attributes) = nullptr;
};
/// The operand from `first_row` on, zeros around it.
struct RowsWithin {
  std::uint32_t (*first_row)(Words attributes);
};
/// The operands below each other.
struct RowsBelow {};
/// In each component the second operand where the first differs from 0, else the third.
struct Choice {};
/// A free matrix times a column.
struct MatrixProduct {};
/// The sum of all rows.
struct RowSum {};
/// The sum over the points.
struct PointSum {};
/// The sum over the points of a b^T.
struct OuterSum {};

/// A function of the graph's table, of each component.
struct UserFunction {
  std::uint32_t (*number)(Words attributes);
};

/// The rows that an indirect form reads: place k of window q reads row rows[q * size + k], or zeros.
struct Windows {
  static constexpr std::uint32_t zeros = ~std::uint32_t{0};
  std::vector<std::uint32_t> rows;
  std::uint32_t size = 1;
  std::optional<WindowLattice> lattice{};  // where the windows form one
  std::uint32_t count() const { return static_cast<std::uint32_t>(rows.size() / size); }
};

/// A free matrix W, the second operand, times every window of the first: row c * windows + q is the sum over k of
/// W[c][k] x[row of window q, place k]. With no second operand W is a row of equal numbers. The value is at points.
struct WindowProduct {
  Windows (*windows)(Words attributes);
  double (*weight)(Words attributes) = nullptr;  // of the row of equal numbers; null: 1
  bool transposed = false;                       // the operation is the transpose of one: work of the reverse sweep
};
/// The sum over points and windows of a b^T, a the rows c * windows + q of the first operand, b the windows of the
/// second: the gradient of W.
struct WindowOuterSum {
  Windows (*windows)(Words attributes);
};
/// In every window, over the places that read no zeros of padding, the first at which the first operand is largest (a
/// number that is none counts as larger than all). The value is at points.
struct WindowMaximum {
  enum class Value {
    largest,  // row q is the first operand there
    chosen,   // row q is the second operand there
    spread,   // the transpose: row q of the second operand added to zeros there
  } value;
  Windows (*windows)(Words attributes);
};

using Form = std::variant<FreeOnly, FreeTranspose, RowsOf, RowsWithin, RowsBelow, Choice, MatrixProduct, RowSum,
                          PointSum, OuterSum, WindowProduct, WindowOuterSum, WindowMaximum, UserFunction>;

// --- values -------------------------------------------------------------------------------------------------

/// Where a free value stands: from `offset` on, row by row.
struct FreeOperand {
  std::size_t offset = 0;
  std::uint32_t rows = 1, cols = 1;
};

/// A free value as numbers.
struct FreeNumbers {
  const double* at;
  std::size_t rows, cols;
  std::size_t size() const { return rows * cols; }
  /// Where it has a single row or column, that repeats.
  double repeated(std::size_t row, std::size_t col) const {
    return at[(rows == 1 ? 0 : row * cols) + (cols == 1 ? 0 : col)];
  }
};

/// The value of an operation on free operands: `rows * cols` numbers to be written to `target`. Called while programs
/// run, so nothing here allocates.
struct FreeCall {
  Words attributes;
  double* target;
  std::size_t rows, cols;
  const double* memory;
  std::span<const FreeOperand> operands;
  std::span<const Elementwise> functions;  // of the graph

  std::size_t size() const { return rows * cols; }
  FreeNumbers operand(std::size_t i) const { return {memory + operands[i].offset, operands[i].rows, operands[i].cols}; }
};

/// One plain loop. `y` has its shape and is zero.
struct ReferenceCall {
  Words attributes;
  ReferenceValue& y;
  std::span<const ReferenceValue* const> operands;
  std::span<const Elementwise> functions;  // of the graph
};

// --- algebra ------------------------------------------------------------------------------------------------

/// What the operation, as a function of its last operand, does to sums and products there (collapse).
enum class Distributes {
  no,
  over_sums,             // f(a + b) = f(a) + f(b), f(c a) = c f(a) for a scalar c
  over_sums_as_product,  // the same, f a matrix, into which free factors of the rows of its result can be multiplied
  over_products,         // f(a b) = f(a) f(b) as well: it picks rows
};

/// One term a b^T of the cotangent that a free matrix receives at a point.
struct OuterProduct {
  Expr a, b;
};

struct StructuralOperation {
  /// The shape of the result; throws UserError when the operands do not fit.
  Shape (*shape)(Graph& graph, const Proposal& proposal);
  /// The tangent of node `y`, whose operands have these tangents, of the same shapes or ones that repeat to them;
  /// invalid ones are structural zeros, but never all of them. ops/tangents.hpp has what is usual.
  Expr (*tangent)(Expr y, std::span<const Expr> tangents);
  /// From a cotangent of `y` (of its rows and columns) to that of operand `i`, in the shape that `used_as` says.
  Expr (*transpose)(Expr y, Expr cotangent, std::size_t i);
  /// The shape to which operand `i` is repeated where it takes part. Null: its own.
  Shape (*used_as)(Expr y, std::size_t i) = nullptr;
  /// The cotangent of a free matrix, operand `i`, at each point as outer products. Null: it has none of that form.
  std::vector<OuterProduct> (*outer_products)(Expr y, Expr cotangent, std::size_t i) = nullptr;

  void (*reference)(const ReferenceCall& call);
  /// Null for a sum over points, which is never computed from free values.
  void (*free)(const FreeCall& call) = nullptr;
  Form form;

  /// What it is simplified to when it is made, in the order of trying.
  std::span<const Rule> identities{};
  Distributes distributes = Distributes::no;
  bool repeats = false;        // the value is that of the operand, repeated
  bool folds = true;           // of constants it is a constant, computed at once
  bool componentwise = false;  // like elementwise operations: what all operands repeat is taken out
};

/// The description of a linear or structural operation; null for an elementwise one or a leaf (ops/table.cpp).
const StructuralOperation* structural(Op op);

/// The identities of an operation of elementwise.def (ops/elementwise_identities.cpp).
std::span<const Rule> elementwise_identities();

/// The form of a linear or structural operation, if `op` is one and has it.
template <class F>
const F* form_of(Op op) {
  const StructuralOperation* operation = structural(op);
  return operation == nullptr ? nullptr : std::get_if<F>(&operation->form);
}

/// Whether the value is a sum over points.
inline bool sums_over_points(Op op) {
  return form_of<PointSum>(op) != nullptr || form_of<OuterSum>(op) != nullptr || form_of<WindowOuterSum>(op) != nullptr;
}

/// Makes the node in the graph of the operands: what the functions that users call consist of. Throws UserError if
/// none of them belongs to a graph.
Expr make(Op op, std::span<const Expr> operands, Words attributes = {}, Shape requested = {});

/// The shape of an elementwise result: rows, columns and axis of one operand repeat to those of another.
Shape elementwise_shape(Graph& graph, Op op, std::span<const Expr> operands);

/// The message of every shape error: "matmul: 3x4 and vector of 5: the inner sizes 4 and 5 differ".
[[noreturn]] void shape_error(Graph& graph, const Proposal& proposal, std::string_view hint);

}  // namespace ansatz::ad
