// Formulas as text: what people would write, and a bounded text for any graph.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <sstream>

#include "ansatz/autodiff.hpp"
#include "random_graph.hpp"

using namespace ansatz::ad;

namespace {

struct Leaves {
  Graph graph;
  Axis axis = graph.axis("points");
  Expr x = graph.input("x", 3, axis), y = graph.input("y", 1, axis), w = graph.parameter("W", 2, 3),
       nu = graph.parameter("nu");
};

}  // namespace

TEST_CASE("formulas print as people write them") {
  Leaves l;
  // In this order, which is that of operands of sums and products; calls in one expression may be made in any.
  const Expr x = l.x, y = l.y, nu = l.nu, a = x[0], b = x[1], c = x[2], sine = sin(a), rise = exp(2.0 * b);
  CHECK(to_string(x) == "x");
  CHECK(to_string(Expr()) == "(empty)");
  CHECK(to_string(l.graph.constant(0.1)) == "0.1");
  CHECK(to_string(x[0]) == "x[0]");
  CHECK(to_string(sine * rise) == "sin(x[0])*exp(2*x[1])");
  CHECK(to_string((a + y) * b) == "x[1]*(y + x[0])");
  CHECK(to_string(a - (b - c)) == "x[0] - (x[1] - x[2])");
  CHECK(to_string(a / (b * y)) == "x[0]/(y*x[1])");
  CHECK(to_string(-(a + y)) == "-(y + x[0])");
  CHECK(to_string(-a * y) == "-(y*x[0])");
  CHECK(to_string(-2.0 * y) == "-2*y");
  CHECK(to_string(pow(y, nu)) == "pow(y, nu)");
  CHECK(to_string(select(lt(a, y), b, c)) == "select(x[0] < y, x[1], x[2])");
  CHECK(to_string(matmul(l.w, tanh(x))) == "matmul(W, tanh(x))");
  CHECK(to_string(tanh(x)[1]) == "tanh(x)[1]");
  CHECK(to_string((2.0 * x)[1]) == "(2*x)[1]");
  CHECK(to_string(slice(x, 1, 2)) == "slice(x, 1, 2)");
  CHECK(to_string(pad(y, 1, 3)) == "pad(y, 1, 3)");
  CHECK(to_string(broadcast(nu, {3, 1, l.axis})) == "broadcast(nu, vector of 3 on axis `points`)");
  CHECK(to_string(mean_points(y * y)) == "sum_points(y*y)/count(points)");
  CHECK(to_string(matmul(l.w, l.graph.constant(3, 1, std::array{1.0, 2.0, 0.5}))) == "matmul(W, [1; 2; 0.5])");
  const Elementwise bump = elementwise(
      "bump", [](double v) { return std::exp(-v * v); }, [](Expr v, Expr value) { return -2.0 * v * value; });
  CHECK(to_string(bump(y) + 1.0) == "1 + bump(y)");
  std::ostringstream text;
  text << y + 1.0;
  CHECK(text.str() == "1 + y");
}

TEST_CASE("what is used more than once is named, and said once") {
  Leaves l;
  const Expr e = exp(l.y), u = sin(e) * e;
  CHECK(to_string(u) == "t1*sin(t1) where t1 = exp(y)");
  CHECK(to_string(u / (e + u)) == "t2/(t1 + t2) where t1 = exp(y), t2 = t1*sin(t1)");
  const Expr taken = l.graph.parameter("t1");
  CHECK(to_string(u + taken) == "t1 + t_1*sin(t_1) where t_1 = exp(y)");
}

TEST_CASE("large formulas print a bounded text") {
  Leaves l;
  Expr u = l.y;
  for (int i = 0; i < 5000; ++i) u = sin(u) * u + 0.5;
  CHECK(to_string(u).size() < 2000);
  CHECK(to_string(u, 2) == "0.5 + ...*...");
  CHECK(to_string(u, 1'000'000).size() < 40'000);
  std::vector<Expr> many(500, l.y);
  CHECK(to_string(concat(many)) == "concat(y, y, y, y, y, y, ... 494 more)");
  std::vector<double> numbers(400);
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<double>(i);
  CHECK(to_string(l.graph.constant(20, 20, numbers)) == "constant 20x20");
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    RandomGraph random(seed, {3, 4}, 60);
    for (const Expr& output : random.outputs) {
      CHECK(to_string(output).size() < 6000);
      CHECK(to_string(output) == to_string(output));
    }
  }
}
