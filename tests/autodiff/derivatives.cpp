// Every operation of the table, orders one to three, all modes: see check_derivatives.hpp. A new row of
// elementwise.def is tested here without another line.
#include <doctest/doctest.h>

#include "autodiff/check_derivatives.hpp"
#include "samples.hpp"

using namespace ansatz::ad;
using namespace ansatz::ad::testing;

namespace {

// Where operands come from: both with the same shape, or one of them repeated.
enum class Repeat { none, first, second, points };

Subject elementwise_subject(Graph& graph, const OperationInfo& operation, Repeat repeat, double sign) {
  const Axis axis = graph.axis("points");
  const Expr a = repeat == Repeat::first ? graph.parameter("a") : graph.input("a", 3, axis);
  const Expr b = repeat == Repeat::second   ? graph.parameter("b")
                 : repeat == Repeat::points ? graph.parameter("b", 3)
                                            : graph.input("b", 3, axis);
  // Both ranges lie inside the domain of every operation and away from the places where pieces meet.
  const auto values = [&](Expr x, double low, double high, std::uint32_t seed) {
    std::vector<double> v = random_values(x.shape().size() * (x.shape().on_axis() ? 2 : 1), seed, low, high);
    for (double& value : v) value *= sign;
    return v;
  };
  Subject subject{std::string(operation.name), {}, {a}, {values(a, 0.25, 0.45, 1)}};
  std::vector<Expr> operands{a};
  if (operation.arity == 2) {
    operands.push_back(b);
    subject.inputs.push_back(b);
    subject.values.push_back(values(b, 0.6, 0.8, 2));
  }
  const Expr y =
      sum(sin(ansatz::ad::apply(operation.op, operands)));  // sin: an outer function, so that cotangents vary
  subject.scalar = y.shape().on_axis() ? sum_points(y) : y;
  return subject;
}

bool defined(const Subject& subject) { return std::isfinite(value_of(subject.scalar, subject.inputs, subject.values)); }

}  // namespace

TEST_CASE("every elementwise operation: derivatives of orders 1 to 3, forward, reverse and mixed") {
  for (const OperationInfo& operation : operations()) {
    if (!operation.elementwise) continue;
    for (const Repeat repeat : {Repeat::none, Repeat::first, Repeat::second, Repeat::points})
      for (const double sign : {1.0, -1.0}) {
        if (operation.arity == 1 && repeat != Repeat::none) continue;
        Graph graph;
        const Subject subject = elementwise_subject(graph, operation, repeat, sign);
        if (sign > 0) CHECK_MESSAGE(defined(subject), operation.name, " has no value between 0.25 and 0.8");
        if (defined(subject)) DerivativeCheck(subject).run();
      }
  }
}

TEST_CASE("every structural operation: derivatives of orders 1 to 3, forward, reverse and mixed") {
  for (const Sample& sample : samples()) {
    SampleLeaves l;
    const Expr y = sample.formula(l), total = sum(sin(y * y) + y);
    DerivativeCheck(
        {std::string(sample.name), total.shape().on_axis() ? sum_points(total) : total, l.inputs, l.values(4)})
        .run();
  }
}

TEST_CASE("functions of one value stated as formulas: derivatives of orders 1 to 3, forward, reverse and mixed") {
  Expr (*const formulas[])(Expr) = {
      [](Expr z) { return z / (1.0 + exp(-z)); },
      [](Expr z) { return exp(z) / (1.0 + exp(z)); },
      [](Expr z) { return z * tanh(log(1.0 + exp(z))); },
      [](Expr z) { return (exp(z) - exp(-z)) / (exp(z) + exp(-z)); },
      [](Expr z) { return z * z * z / (2.0 + z * z) - 1.0 / z; },
      [](Expr z) { return sin(z) * z + (3.0 - z) * cos(sin(z)) + pow(z, 1.5); },
      [](Expr z) { return max(z, 0.3 * z) + 0.0 * z; },
  };
  for (const auto& formula : formulas) {
    Graph graph;
    const Axis axis = graph.axis("points");
    const Expr x = graph.input("x", 3, axis), slope = graph.parameter("slope", 3);
    const Expr y = formula(slope * x), again = formula(y * y + 0.5);
    const Subject subject{"formula " + std::to_string(&formula - formulas),
                          sum_points(sum(sin(y) + x * again)),
                          {x, slope},
                          {random_values(6, 5, 0.3, 0.6), random_values(3, 6, 0.8, 1.2)}};
    DerivativeCheck(subject).run();
  }
}

TEST_CASE("a function of one value costs a tangent one product, however long its formula") {
  Graph graph;
  const Axis axis = graph.axis("points");
  const Expr z = graph.input("z", 4, axis), y = z * tanh(softplus(z));
  const Expr first = graph.input("first", 4, axis), second = graph.input("second", 4, axis);
  const std::size_t before = reachable(std::vector<Expr>{jvp(y, z, first)}).size();
  CHECK(reachable(std::vector<Expr>{jvp(y, z, first), jvp(y, z, second)}).size() == before + 2);
  const Expr cotangents[] = {first, second}, outputs[] = {y, y};
  CHECK(reachable(vjp(outputs, cotangents, {&z, 1})).size() == before + 2);
}

TEST_CASE("jacobian, hessian and laplacian agree with each other and with nested reverse mode") {
  Graph graph;
  const Axis axis = graph.axis("points");
  const Expr x = graph.input("x", 3, axis);
  const Expr f = exp(x[0]) * sin(x[1] * x[2]) + pow(x[2], 3.0);
  const std::vector<Expr> columns = jacobian(f, x), second = hessian(f, x);
  const Expr gradient = grad(f, x);
  Expr trace = graph.constant(0);
  std::vector<Expr> forward, reverse;
  for (std::uint32_t i = 0; i < 3; ++i) {
    forward.push_back(columns[i]);
    reverse.push_back(gradient[i]);
    trace = trace + second[i * 3 + i];
    for (std::uint32_t j = 0; j < 3; ++j) {
      CHECK(second[i * 3 + j] == second[j * 3 + i]);
      forward.push_back(second[i * 3 + j]);
      reverse.push_back(grad(gradient[i], x)[j]);
    }
  }
  forward.push_back(laplacian(f, x));
  reverse.push_back(trace);
  const Values values{random_values(9, 6)};
  const Values a = evaluate_reference({&x, 1}, forward, values), b = evaluate_reference({&x, 1}, reverse, values);
  for (std::size_t k = 0; k < a.size(); ++k)
    for (std::size_t p = 0; p < 3; ++p) CHECK(a[k][p] == doctest::Approx(b[k][p]).epsilon(1e-12));
}

TEST_CASE("a branch that is not chosen has no part in a derivative, even where it has no value") {
  Graph graph;
  const Axis axis = graph.axis("points");
  const Expr x = graph.input("x", 1, axis), a = graph.parameter("a");
  const Expr f = select(gt(x, graph.constant(0)), sqrt(a * x) / x, 3.0 * x) + select(lt(x, a), x, log(x - a));
  const Values values{{-0.5, 2.0}, {1.5}};
  const std::vector<Expr> outputs{partial(f, x),          grad(f, x),
                                  grad(grad(f, x), x),    partial(grad(f, x), x),
                                  grad(sum_points(f), a), jvp(sum_points(f), a, graph.constant(1))};
  const Values result = evaluate_reference(std::array{x, a}, outputs, values);
  for (const std::vector<double>& derivative : result)
    for (const double value : derivative) CHECK(std::isfinite(value));
  CHECK(result[0][0] == 4.0);
  for (std::size_t p = 0; p < 2; ++p) CHECK(result[1][p] == doctest::Approx(result[0][p]).epsilon(1e-14));
  CHECK(result[2][0] == 0.0);
  CHECK(result[4][0] == doctest::Approx(result[5][0]));
}

TEST_CASE("derivatives nest without limit: the tenth derivative of sin(3 x)") {
  Graph graph;
  const Expr x = graph.parameter("x");
  Expr forward = sin(3.0 * x), reverse = forward;
  for (int order = 0; order < 10; ++order) forward = partial(forward, x), reverse = grad(reverse, x);
  CHECK(value_of(forward, {&x, 1}, {{0.4}}) == doctest::Approx(-std::pow(3.0, 10) * std::sin(1.2)));
  CHECK(forward == reverse);
}

TEST_CASE("a tangent that is the same at all points stays free, one that is zero is the constant 0") {
  Graph graph;
  const Axis axis = graph.axis("points");
  const Expr x = graph.input("x", 2, axis), w = graph.parameter("w", 4, 2), b = graph.parameter("b", 4);
  const Expr z = matmul(w, x) + b, z_x = partial(z, x, 0);
  REQUIRE(graph.node(z_x.id()).op == Op::broadcast);
  CHECK_FALSE(graph.at(graph.operands(z_x.id())[0]).shape().on_axis());
  const Expr z_xx = partial(z_x, x, 0);
  CHECK(z_xx == broadcast(graph.constant(0), z.shape()));
  CHECK(grad(sum(b), w) == broadcast(graph.constant(0), w.shape()));
}
