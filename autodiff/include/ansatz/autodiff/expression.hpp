// Expressions: what a formula is before it runs.
//
// A `Graph` owns an append-only arena of nodes {operation, operands, shape, attributes}. An
// `Expr` is a 32-bit number into that arena, cheap to copy, and never changes meaning. Three
// invariants carry the whole engine:
//
//   1. Hash-consing. Two nodes with the same content are one node, from the moment of construction:
//      `sin(x) * sin(x)` holds one sine, and comparing expressions is comparing numbers.
//   2. Operands have smaller numbers than the node that uses them. Number order is a topological order,
//      so every pass over a graph is a loop.
//   3. Shapes are checked when a node is made. What exists is well formed.
//
// Nodes are simplified as they are made (identities.cpp): x + 0 never exists. A zero of any shape is the
// constant 0, or a broadcast of it; operands that only repeat are taken without the repetition.
//
// A value is a matrix of `rows x cols` real numbers, and may vary from point to point along one `Axis`
// (a batch of points: the interior, a wall, a data set). Values without an axis are *free*: parameters,
// constants, sums over points. The author writes formulas for one point; the axis takes care of itself.
//
// A column may be known as an array of two to four extents: an image of channels x height x width, tokens x width. Its
// rows are the entries in the order of C, the last extent running fastest. `input` and `reshape` give extents,
// elementwise operations keep them, and operations on images ask for them; everything else sees the rows alone.
//
// Read next: derivatives.hpp (jvp, vjp, grad, laplacian), then program.hpp (compile and run).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/autodiff/operation.hpp"

namespace ansatz::ad {

/// A batch of points that values can vary along. Axis 0 is "no axis": the value is the same at all points.
struct Axis {
  std::uint32_t id = 0;
  friend bool operator==(Axis, Axis) = default;
};
inline constexpr Axis free_axis{};

/// Two to four sizes, all of them positive, whose product is the number of rows; or none: a plain column.
struct Extents {
  std::array<std::uint32_t, 4> sizes{};  // those that there are, then zeros

  constexpr Extents() = default;
  constexpr Extents(std::uint32_t a, std::uint32_t b, std::uint32_t c = 0, std::uint32_t d = 0) : sizes{a, b, c, d} {}
  constexpr bool given() const { return sizes[0] != 0; }
  constexpr std::size_t count() const {
    return given() ? 2 + std::size_t{sizes[2] != 0} + std::size_t{sizes[3] != 0} : 0;
  }
  constexpr std::uint32_t operator[](std::size_t i) const { return sizes[i]; }
  /// Their product; 0 where it is no number of rows, because it is too large or a size is missing.
  std::uint32_t rows() const;
  friend bool operator==(const Extents&, const Extents&) = default;
};

/// Rows and columns of the value at one point, and the axis it varies along. Values on an axis have one
/// column: the points themselves are laid out along the columns when a program runs.
struct Shape {
  std::uint32_t rows = 1;
  std::uint32_t cols = 1;
  Axis axis{};
  Extents extents{};  // of a column; what its rows are called

  bool on_axis() const { return axis != free_axis; }
  std::size_t size() const { return std::size_t{rows} * cols; }
  /// Whether one value can stand for the other: extents only name the rows.
  friend bool operator==(const Shape& a, const Shape& b) {
    return a.rows == b.rows && a.cols == b.cols && a.axis == b.axis;
  }
};

class Elementwise;  // elementwise.hpp
class Graph;

/// "3x4", "scalar", "vector of 5 on axis `interior`", "image of 3x28x28 on axis `batch`":
/// how messages speak of a shape.
std::string describe(const Graph& graph, const Shape& shape);

/// One formula inside a graph: the graph and a number in it.
///
/// It points to its graph and does not keep it alive. The graph stays where it was made, as it can be neither copied
/// nor moved (one that must change hands is held by a std::unique_ptr), and an expression holds as long as the graph
/// does; to look at one afterwards is an error that nothing detects, as with a dangling pointer. Programs do not need
/// the graph any more.
///
/// Default-constructed expressions are empty: they belong to no graph. Every function that is given one throws
/// UserError, but for `valid`, `==` and printing.
class Expr {
 public:
  Expr() = default;
  Expr(Graph& graph, std::uint32_t id) : graph_(&graph), id_(id) {}

  Graph& graph() const {
    if (graph_ == nullptr) refuse_empty();
    return *graph_;
  }
  std::uint32_t id() const { return id_; }
  bool valid() const { return graph_ != nullptr; }
  Shape shape() const;
  /// Row `i` of a column vector, a scalar. Throws UserError when there is no such row.
  Expr operator[](std::uint32_t i) const;
  friend bool operator==(Expr a, Expr b) { return a.graph_ == b.graph_ && a.id_ == b.id_; }

 private:
  [[noreturn]] static void refuse_empty();

  Graph* graph_ = nullptr;
  std::uint32_t id_ = 0;
};

/// The formula as people write it: names of inputs, operators, functions. What is used more than once is named and said
/// behind it: "t1*x[0] + t1 where t1 = exp(x[1])". Of a large formula the `most` operations that are nearest to its
/// result are written (1,000 at most), and "..." for what is behind them. "(empty)" for an empty one.
std::string to_string(Expr e, std::size_t most = 50);
std::ostream& operator<<(std::ostream& out, Expr e);

/// What a graph knows about one of its nodes.
struct Node {
  Op op;
  Shape shape;
  std::uint32_t first_operand;  // into the graph's pool of operands; use Graph::operands
  std::uint32_t operand_count;
  std::uint32_t first_attribute;  // into the pool of attributes; use Graph::attributes
  std::uint32_t attribute_count;
  std::uint32_t leaf;  // input: into Graph::leaf; constant: into the pool of values; count: the axis; otherwise 0
};

/// A named value that is given when a program runs.
struct Leaf {
  std::string name;
  Shape shape;
  std::uint32_t node;
};

class Graph {
 public:
  Graph();
  ~Graph();
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;
  /// A graph of its own that holds the same nodes by the same numbers. Expressions of this one do not belong to it.
  std::unique_ptr<Graph> clone() const;

  /// A new batch of points. The name serves messages only.
  Axis axis(std::string_view name);
  const std::string& axis_name(Axis axis) const;
  std::uint32_t axis_count() const;  // including the free axis 0

  Expr constant(double value);
  /// `values` row by row; rows * cols of them.
  Expr constant(std::uint32_t rows, std::uint32_t cols, std::span<const double> values);
  /// A free input: a matrix of weights, a coefficient. Every call makes a new leaf.
  Expr parameter(std::string_view name, std::uint32_t rows = 1, std::uint32_t cols = 1);
  /// A column vector of `rows` given at every point of `axis`. Every call makes a new leaf.
  Expr input(std::string_view name, std::uint32_t rows, Axis axis);
  /// An array of these extents given at every point of `axis`, as so many rows: images of a batch.
  Expr input(std::string_view name, Extents extents, Axis axis);
  /// The number of points of `axis`, known when a program runs.
  Expr count(Axis axis);

  /// Makes (or finds) a node. Checks shapes through the operation table; throws UserError naming the
  /// operation, the shapes and a hint. The functions below are the comfortable way to call it.
  /// `attributes` are the words of the operation's struct of attributes, whatever it has (ops/<name>.cpp);
  /// `requested` is the shape to repeat to, where the operation takes one.
  Expr make(Op op, std::span<const Expr> operands, std::span<const std::uint32_t> attributes = {},
            Shape requested = {});

  /// References and spans into the graph hold until the next node is made.
  std::uint32_t size() const;
  const Node& node(std::uint32_t id) const;
  std::span<const std::uint32_t> operands(std::uint32_t id) const;
  std::span<const std::uint32_t> attributes(std::uint32_t id) const;
  const Leaf& leaf(std::uint32_t index) const;
  /// The values of a constant node, row by row.
  std::span<const double> constant_values(std::uint32_t id) const;
  Expr at(std::uint32_t id) { return Expr(*this, id); }

  /// Functions of the user's own, numbered as they are first applied; they live as long as the graph.
  std::uint32_t number_of(const Elementwise& function);
  std::span<const Elementwise> functions() const;

 private:
  Expr new_input(std::string_view name, const Shape& shape);

  struct Arena;
  std::unique_ptr<Arena> arena_;
};

/// The numbers of all nodes that `outputs` depend on, themselves included, ascending: every pass is a loop over
/// them. Nothing below a node of `leaves` is visited.
std::vector<std::uint32_t> reachable(std::span<const Expr> outputs, std::span<const Expr> leaves = {});

// --- elementwise operations -------------------------------------------------------------------------
// Operands may differ in shape where one of them is repeated: a scalar over rows, a free value over points.
// The named functions (sin, tanh, pow, atan2, ...) are declared by the table in operation.hpp.

Expr operator+(Expr a, Expr b);
Expr operator-(Expr a, Expr b);
Expr operator*(Expr a, Expr b);
Expr operator/(Expr a, Expr b);
Expr operator-(Expr a);
Expr operator+(Expr a, double b);
Expr operator+(double a, Expr b);
Expr operator-(Expr a, double b);
Expr operator-(double a, Expr b);
Expr operator*(Expr a, double b);
Expr operator*(double a, Expr b);
Expr operator/(Expr a, double b);
Expr operator/(double a, Expr b);
Expr pow(Expr base, double exponent);

/// Applies the elementwise operation `op` to as many operands as it takes.
Expr apply(Op op, std::span<const Expr> operands);

#define ANSATZ_UNARY(name, value, partial, doc) Expr name(Expr x);
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) Expr name(Expr a, Expr b);
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY

/// A window of height x width that moves over an image by steps, with zeros around the image.
struct Window2d {
  std::uint32_t height = 1, width = 1;
  std::uint32_t step_y = 1, step_x = 1;        // the stride
  std::uint32_t padding_y = 0, padding_x = 0;  // rows of zeros above and below, columns left and right
};

// --- linear and structural operations ---------------------------------------------------------------

// Declared by the list of them, structural.def, which says what each is.

#define ANSATZ_STRUCTURAL(name, arity, parameters, doc) Expr name parameters;
#include "ansatz/autodiff/structural.def"
#undef ANSATZ_STRUCTURAL

Expr mean_points(Expr a);  ///< sum_points(a) / count(axis)
/// An image of these extents whose channel c is everywhere row c of `values`: how biases are added to a convolution.
Expr channel_values(Expr values, Extents image);
/// x - log(sum(exp(x))) over the rows of a column, for numbers of any size.
Expr log_softmax(Expr x);
/// The product of all rows and columns, a scalar at each point: by halves, so that its derivatives of every order are
/// those of products, right where factors are 0 as well.
Expr prod(Expr a);

}  // namespace ansatz::ad
