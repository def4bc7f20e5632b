// Graphs: one node for one content, what is simplified at construction, and what users are told when shapes
// do not fit.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "ansatz/autodiff.hpp"
#include "autodiff/check_derivatives.hpp"
#include "graph/verify.hpp"
#include "message.hpp"

using namespace ansatz::ad;
using namespace ansatz::ad::testing;

namespace {

struct Leaves {
  Graph graph;
  Axis interior = graph.axis("interior"), wall = graph.axis("wall");
  Expr x = graph.input("x", 3, interior), y = graph.input("y", 3, interior), z = graph.input("z", 3, wall);
  Expr w = graph.parameter("w", 4, 3), v = graph.parameter("v", 3), s = graph.parameter("s");
  Expr zero = graph.constant(0);
  Expr number(double value) { return graph.constant(value); }
};

}  // namespace

TEST_CASE("the table of operations is numbered like the enumeration, and finds elementwise ones by name") {
  for (std::size_t i = 0; i < operations().size(); ++i) {
    const OperationInfo& entry = operations()[i];
    CHECK(static_cast<std::size_t>(entry.op) == i);
    CHECK(find_elementwise(entry.name) == (entry.elementwise ? std::optional(entry.op) : std::nullopt));
    CHECK_FALSE(entry.doc.empty());
  }
  CHECK(find_elementwise("no such function") == std::nullopt);
}

TEST_CASE("equal content is one node") {
  Leaves l;
  CHECK(sin(l.x) == sin(l.x));
  CHECK(l.x * l.y == l.y * l.x);
  CHECK(l.x + 2.0 == 2.0 + l.x);
  CHECK(l.number(0.1) == l.number(0.1));
  CHECK(l.number(-0.0) == l.zero);
  CHECK(l.number(std::nan("")) == l.number(std::nan("")));
  const std::array values{1.0, 2.0, 3.0};
  CHECK(l.graph.constant(3, 1, values) == l.graph.constant(3, 1, values));
  CHECK_FALSE(l.graph.constant(3, 1, values) == l.graph.constant(1, 3, values));
  CHECK_FALSE(l.graph.parameter("s") == l.graph.parameter("s"));
  const std::uint32_t size = l.graph.size();
  for (int i = 0; i < 1000; ++i) (void)(tanh(matmul(l.w, l.x)) * 3.0);
  CHECK(l.graph.size() <= size + 4);
  verify(l.graph);
}

TEST_CASE("the hash table grows with the graph") {
  Graph graph;
  const Expr x = graph.parameter("x");
  std::vector<Expr> terms;
  for (int i = 0; i < 5000; ++i) terms.push_back(sin(x + (0.5 + i)));
  for (int i = 0; i < 5000; ++i) CHECK(sin(x + (0.5 + i)) == terms[static_cast<std::size_t>(i)]);
  verify(graph);
}

TEST_CASE("identities hold at construction") {
  Leaves l;
  const Expr x = l.x, y = l.y, s = l.s;
  SUBCASE("sums") {
    CHECK(x + 0.0 == x);
    CHECK(x - x == broadcast(l.zero, x.shape()));
    CHECK(x + x == 2.0 * x);
    CHECK(3.0 * x + x == 4.0 * x);
    CHECK(x - 3.0 * x == -2.0 * x);
    CHECK(x + -y == x - y);
    CHECK(-x - y == -(x + y));
    CHECK((x - y) + y == x);
    CHECK((x + y) - y == x);
    CHECK((x - y) - y == x - 2.0 * y);
    CHECK(2.0 * x + (y + x) == 3.0 * x + y);
    CHECK(x - (x - y) == y);
    CHECK(y - (3.0 * y + x) == -(2.0 * y + x));
    CHECK(-(x - y) == y - x);
    CHECK(-(-x) == x);
  }
  SUBCASE("products and powers") {
    CHECK(x * 0.0 == broadcast(l.zero, x.shape()));
    CHECK(1.0 * x == x);
    CHECK(-1.0 * x == -x);
    CHECK(2.0 * (3.0 * x) == 6.0 * x);
    CHECK(2.0 * -x == -2.0 * x);
    CHECK((2.0 * x) * (3.0 * y) == 6.0 * (x * y));
    CHECK(-x * -y == x * y);
    CHECK(x / (1.0 + exp(-y)) == x * sigmoid(y));
    CHECK(1.0 / (exp(y) + 1.0) == sigmoid(-y));
    CHECK(exp(x) / (1.0 + exp(x)) == sigmoid(x));
    CHECK(x / 2.0 == 0.5 * x);
    CHECK(x / x == broadcast(l.number(1), x.shape()));
    CHECK(s * (l.v * x) == (s * l.v) * x);
    CHECK(x / s == (1.0 / s) * x);
    CHECK(pow(x, 0.0) == broadcast(l.number(1), x.shape()));
    CHECK(pow(x, 1.0) == x);
    CHECK(pow(x, 2.0) == x * x);
    CHECK(pow(x, 5.0) == (x * x) * (x * x) * x);
    CHECK(pow(x, -1.0) == 1.0 / x);
    CHECK(pow(x, 0.5) == sqrt(x));
  }
  SUBCASE("constants are folded") {
    CHECK(l.number(2) + l.number(3) == l.number(5));
    CHECK(sin(l.number(0)) == l.zero);
    CHECK(transpose(l.graph.constant(1, 2, std::array{1.0, 2.0})) == l.graph.constant(2, 1, std::array{1.0, 2.0}));
    CHECK(sum(l.graph.constant(1, 2, std::array{1.0, 2.0})) == l.number(3));
  }
  SUBCASE("repetition is taken out") {
    const Shape wide{3, 1, l.interior};
    CHECK(broadcast(l.v, wide) * x == l.v * x);
    CHECK(sin(broadcast(s, wide)) == broadcast(sin(s), wide));
    CHECK(broadcast(broadcast(s, {3, 1, free_axis}), wide) == broadcast(s, wide));
    CHECK(sum(broadcast(s, wide)) == broadcast(3.0 * s, {1, 1, l.interior}));
    CHECK(sum_points(broadcast(l.v, wide)) == l.graph.count(l.interior) * l.v);
    CHECK(matmul(l.w, broadcast(l.v, wide)) == broadcast(matmul(l.w, l.v), {4, 1, l.interior}));
  }
  SUBCASE("structure") {
    CHECK(transpose(transpose(l.w)) == l.w);
    CHECK(transpose(s) == s);
    CHECK(slice(x, 0, 3) == x);
    CHECK(slice(slice(x, 1, 2), 1, 1) == x[2]);
    CHECK(slice(concat(std::array{x, y}), 3, 3) == y);
    CHECK(slice(concat(std::array{x, y}), 4, 1) == y[1]);
    CHECK(concat(std::array{x[0], x[1], x[2]}) == x);
    CHECK(concat(std::array{l.zero, s, l.zero}) == pad(s, 1, 3));
    CHECK(slice(pad(x, 1, 5), 1, 3) == x);
    CHECK(slice(pad(x, 1, 5), 0, 1) == broadcast(l.zero, {1, 1, l.interior}));
    CHECK(pad(x[0], 0, 2) + pad(x[1], 1, 2) == slice(x, 0, 2));
    CHECK(select(l.number(1), x, y) == x);
    CHECK(select(gt(x, y), x, x) == x);
  }
  SUBCASE("sums over points are taken late and free factors early") {
    CHECK(sum_points(s * x) == s * sum_points(x));
    CHECK(sum_points(sum(x)) == sum(sum_points(x)));
    CHECK(sum_points(matmul(l.w, x)) == matmul(l.w, sum_points(x)));
    CHECK(sum_points(l.v + x) == l.graph.count(l.interior) * l.v + sum_points(x));
    CHECK(outer_sum(s * x, y) == s * outer_sum(x, y));
    CHECK(outer_sum(x, l.v * y) == outer_sum(x, y) * transpose(l.v));
    CHECK(outer_sum(l.v, x) == matmul(l.v, transpose(sum_points(x))));
    CHECK(transpose(outer_sum(x, y)) == outer_sum(y, x));
  }
  verify(l.graph);
}

TEST_CASE("errors name the operation, the shapes and what to do") {
  Leaves l;
  const Expr five = l.graph.parameter("five", 5);
  CHECK(message([&] { matmul(l.w, five); }) ==
        "matmul: 4x3 times vector of 5: the inner sizes 3 and 5 differ; the right factor needs 3 rows");
  CHECK(message([&] { matmul(l.x, l.x); }) ==
        "matmul: vector of 3 on axis `interior` times vector of 3 on axis `interior`: the left factor must be free, "
        "the same at all points; did you mean a * b?");
  CHECK(message([&] { l.x + l.z; }) ==
        "add: vector of 3 on axis `interior` and vector of 3 on axis `wall`: values at the points of two different "
        "axes cannot be combined; reduce one of them first, for example with mean_points");
  CHECK(message([&] { l.x* five; }) ==
        "mul: vector of 3 on axis `interior` and vector of 5: 3 rows and 5 rows differ; only a single row is repeated");
  CHECK(message([&] { atan2(l.w, transpose(five)); }) ==
        "atan2: 4x3 and 1x5: 3 columns and 5 columns differ; only a single column is repeated");
  CHECK(message([&] { l.w* l.x[0]; }) ==
        "mul: 4x3 and scalar on axis `interior`: a value at points has one column; the columns of the other would "
        "not fit");
  CHECK(message([&] { transpose(l.x); }) ==
        "transpose: vector of 3 on axis `interior`: only a free matrix can be transposed; a value at points is always "
        "a column");
  CHECK(message([&] { sum_points(l.v); }) ==
        "sum_points: vector of 3: the value is free, so there are no points to sum over; did you mean sum?");
  CHECK(message([&] { outer_sum(l.v, l.v); }) ==
        "outer_sum: vector of 3 and vector of 3: neither operand varies over points, so there is nothing to sum; use "
        "matmul(a, transpose(b))");
  CHECK(message([&] { l.x[3]; }) == "row 3 of a vector of 3 on axis `interior`: rows are numbered 0 to 2");
  CHECK(message([&] { l.x[-1]; }) == "row -1 of a vector of 3 on axis `interior`: rows are numbered 0 to 2");
  CHECK(message([&] { Expr() + 1.0; }) == "add: an operand is empty; it was never given a formula");
  CHECK(message([&] { slice(l.x, 2, 4); }) ==
        "slice: vector of 3 on axis `interior`: rows 2 to 5 were asked for, of rows 0 to 2");
  CHECK(message([&] { pad(l.x, 2, 4); }) ==
        "pad: vector of 3 on axis `interior`: 3 rows from row 2 on do not fit into 4 rows");
  CHECK(message([&] {
          broadcast(l.x, {4, 1, l.interior});
        }) ==
        "broadcast: vector of 3 on axis `interior`: cannot be repeated to vector of 4 on axis `interior`; a single "
        "row, a single column and a free value can be");
  CHECK(message([&] {
          concat(std::array{l.x, l.w});
        }) == "concat: vector of 3 on axis `interior` and 4x3: parts below each other need equal columns, not 1 and 3");
  CHECK(message([&] { concat({}); }).starts_with("concat: "));
  CHECK(message([&] { Expr() + l.x; }) == "add: an operand is empty; it was never given a formula");
  CHECK(message([&] { sin(Expr()); }) == "sin: an operand is empty; it was never given a formula");
  Graph other;
  CHECK(message([&] { l.s + other.parameter("t"); }) == "add: the operands belong to different graphs");
  CHECK(message([&] { l.graph.make(Op::sin, std::array{l.x, l.x}); }) == "sin: takes 1 operand, not 2");
  CHECK(message([&] { l.graph.input("q", 2, free_axis); }) ==
        "input `q`: it needs an axis; a free input is a parameter");
  CHECK(message([&] { l.graph.input("q", 0, l.wall); }) == "input `q`: a value needs at least one row");
  CHECK(message([&] { l.graph.constant(2, 2, std::array{1.0}); }) == "constant: 1 values were given for a 2x2");
}

TEST_CASE("errors of derivatives") {
  Leaves l;
  CHECK(message([&] { grad(l.x * 2.0, l.x); }) ==
        "grad: a scalar is needed, not a vector of 3 on axis `interior`; for vectors there are jacobian and vjp");
  CHECK(message([&] { partial(l.x, l.x, 3); }) ==
        "partial: row 3 of a vector of 3 on axis `interior`: rows are numbered 0 to 2");
  CHECK(message([&] { jacobian(l.x, l.w); }) == "jacobian: the input must be a column, not 4x3; use vjp or grad");
  CHECK(message([&] { jvp(l.x, l.x, l.w); }) ==
        "jvp: the tangent is a 4x3, which does not repeat to a vector of 3 on axis `interior`");
  CHECK(
      message([&] { vjp(std::array{l.x}, std::array{l.z}, std::array{l.x}); }) ==
      "vjp: the cotangent is a vector of 3 on axis `wall`, which does not repeat to a vector of 3 on axis `interior`");
}

TEST_CASE("the reference executor says what is missing") {
  Leaves l;
  const auto evaluate = [&](std::vector<Expr> inputs, Expr output, const Values& values) {
    return message([&] { evaluate_reference(inputs, {&output, 1}, values); });
  };
  CHECK(evaluate({l.x}, l.x + l.y, {{1, 2, 3}}) == "compile: the outputs depend on `y`, which is not among the inputs");
  CHECK(evaluate({l.x}, l.x, {}) == "call: the program has 1 input, and 0 are given");
  CHECK(evaluate({l.x}, l.x, {{1, 2}}) == "input `x`: 2 values do not make a whole number of points of a vector of 3");
  CHECK(evaluate({}, l.graph.count(l.wall), {}) == "call: no input on axis `wall` tells how many points it has");
}
