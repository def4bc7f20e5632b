// Random expressions, against an oracle that simplifies nothing: each is evaluated twice, once as the graph
// holds it, once operation by operation as it was asked for. Identities, reverse mode and collapse must not
// change a value.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "autodiff/check_derivatives.hpp"
#include "graph/reference_value.hpp"
#include "graph/verify.hpp"

using namespace ansatz::ad;
using namespace ansatz::ad::testing;

namespace {

constexpr std::size_t points = 3;

/// Makes expressions at random and keeps the value of each, computed from the values of its operands alone.
class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {
    for (const std::uint32_t rows : {1u, 3u}) {
      add_leaf(graph_.input("p", rows, axis_));
      add_leaf(graph_.input("q", rows, axis_));
      add_leaf(graph_.parameter("f", rows));
    }
    add_leaf(graph_.parameter("A", 3, 3));
    add_leaf(graph_.parameter("r", 1, 3));
    for (const double c : {0.0, 1.0, -1.0, 2.0, 0.5}) add(graph_.constant(c), value_of_constant(c));
  }

  void step() {
    static const std::vector<Op> ops{Op::add,        Op::add,    Op::sub,  Op::sub,    Op::mul,       Op::mul,
                                     Op::neg,        Op::sin,    Op::tanh, Op::matmul, Op::matmul,    Op::sum,
                                     Op::sum_points, Op::slice,  Op::pad,  Op::concat, Op::transpose, Op::broadcast,
                                     Op::outer_sum,  Op::select, Op::max,  Op::div};
    const Op op = ops[pick(ops.size())];
    std::vector<std::size_t> chosen{pick(made_.size())};
    if (op == Op::select) chosen.push_back(pick(made_.size()));
    if (info(op).arity != 1) chosen.push_back(pick(made_.size()));
    std::vector<Expr> operands;
    std::vector<const ReferenceValue*> values;
    for (const std::size_t i : chosen) operands.push_back(made_[i]), values.push_back(&values_[i]);
    const Shape a = operands[0].shape();
    const std::vector<std::uint32_t> attributes = op == Op::slice ? std::vector{a.rows == 3 ? 1u : 0u, 2u}
                                                  : op == Op::pad ? std::vector{0u, 3u}
                                                                  : std::vector<std::uint32_t>{};
    const Shape requested = op == Op::broadcast ? Shape{3, 1, pick(2) ? axis_ : a.axis} : Shape{};
    Expr y;
    try {
      y = graph_.make(op, operands, attributes, requested);
    } catch (const ansatz::UserError&) {
      return;  // the shapes do not fit
    }
    const Shape shape = y.shape();
    ReferenceValue value = reference_value(op, attributes, shape, shape.on_axis() ? points : 1, values);
    const bool tame = std::all_of(value.values.begin(), value.values.end(), [](double v) { return std::abs(v) < 10; });
    if (tame && shape.rows <= 3) add(y, std::move(value));
  }

  std::vector<Expr> latest(std::size_t count) const {
    return {made_.end() - static_cast<std::ptrdiff_t>(std::min(count, made_.size())), made_.end()};
  }
  const std::vector<Expr>& made() const { return made_; }
  const std::vector<ReferenceValue>& values() const { return values_; }
  const std::vector<Expr>& leaves() const { return leaves_; }
  const Values& leaf_values() const { return leaf_values_; }
  Graph& graph() { return graph_; }

 private:
  std::size_t pick(std::size_t count) { return random_() % count; }

  static ReferenceValue value_of_constant(double c) {
    ReferenceValue value(Shape{}, 1);
    value.values[0] = c;
    return value;
  }

  void add_leaf(Expr leaf) {
    ReferenceValue value(leaf.shape(), leaf.shape().on_axis() ? points : 1);
    value.values = random_values(value.values.size(), static_cast<std::uint32_t>(random_()), 0.3, 0.9);
    leaves_.push_back(leaf);
    leaf_values_.push_back(value.values);
    add(leaf, std::move(value));
  }

  void add(Expr expression, ReferenceValue value) {
    made_.push_back(expression);
    values_.push_back(std::move(value));
  }

  std::mt19937 random_;
  Graph graph_;
  Axis axis_ = graph_.axis("points");
  std::vector<Expr> made_, leaves_;
  std::vector<ReferenceValue> values_;
  Values leaf_values_;
};

void check_close(const std::vector<double>& a, const std::vector<double>& b, double tolerance, std::uint32_t seed) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    CHECK_MESSAGE(std::abs(a[i] - b[i]) <= tolerance * (1 + std::abs(b[i])), "seed ", seed, ": ", a[i], " and ", b[i]);
}

}  // namespace

TEST_CASE("simplification at construction changes no value") {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    Generator generator(seed);
    for (int i = 0; i < 150; ++i) generator.step();
    verify(generator.graph());
    const Values values = evaluate_reference(generator.leaves(), generator.made(), generator.leaf_values());
    for (std::size_t k = 0; k < values.size(); ++k) check_close(values[k], generator.values()[k].values, 1e-11, seed);
  }
}

TEST_CASE("collapse changes no value, whatever the expressions") {
  for (std::uint32_t seed = 1; seed <= 150; ++seed) {
    Generator generator(1000 + seed);
    for (int i = 0; i < 120; ++i) generator.step();
    const std::vector<Expr> outputs = generator.latest(seed % 2 == 0 ? 1 : 12), collapsed = collapse(outputs);
    verify(generator.graph());
    const Values a = evaluate_reference(generator.leaves(), outputs, generator.leaf_values());
    const Values b = evaluate_reference(generator.leaves(), collapsed, generator.leaf_values());
    for (std::size_t k = 0; k < a.size(); ++k) {
      CHECK(outputs[k].shape() == collapsed[k].shape());
      check_close(b[k], a[k], 1e-11, seed);
    }
  }
}

TEST_CASE("reverse and forward mode agree on random expressions, and so do their derivatives after collapse") {
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    Generator generator(2000 + seed);
    for (int i = 0; i < 100; ++i) generator.step();
    Expr total = generator.graph().constant(0);
    for (const Expr& y : generator.latest(20)) {
      const Expr term = sum(sin(y));
      total = total + (term.shape().on_axis() ? sum_points(term) : term);
    }
    const std::vector<Expr>& leaves = generator.leaves();
    std::vector<Direction> directions;
    for (const Expr& leaf : leaves) directions.push_back({leaf, cos(leaf)});
    const std::vector<Expr> gradient = grad(total, leaves);
    Expr reverse = generator.graph().constant(0);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      const Expr term = sum(gradient[i] * directions[i].tangent);
      reverse = reverse + (term.shape().on_axis() ? sum_points(term) : term);
    }
    const Expr forward = jvp({&total, 1}, directions)[0];
    const std::vector<Expr> outputs{forward, reverse, collapse(std::array{forward})[0]};
    verify(generator.graph());
    const Values values = evaluate_reference(leaves, outputs, generator.leaf_values());
    check_close(values[1], values[0], 1e-10, seed);
    check_close(values[2], values[0], 1e-10, seed);
  }
}
