// Expressions as C++ source: compiled by the compiler that built this, and run against the reference executor.

#include "ansatz/autodiff/source.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "../folder.hpp"
#include "ansatz/autodiff.hpp"
#include "message.hpp"
#include "networks.hpp"

using namespace ansatz::ad;

namespace {

constexpr std::size_t points = 5;

/// Numbers between -0.9 and 0.9.
double noise(std::size_t k) { return 0.9 * std::sin(12.9898 * static_cast<double>(k + 1)); }

/// Functions in one program, which prints what they give at the points.
class Sources {
 public:
  void add(Expr point, std::vector<Expr> outputs) {
    const std::size_t rows = point.shape().rows;
    std::vector<double> at(rows * points);
    for (std::size_t i = 0; i < at.size(); ++i) at[i] = noise(i);
    const std::string name = "f" + std::to_string(count_++);
    functions_ += source_of(name, point, outputs);
    for (std::size_t p = 0; p < points; ++p) {
      main_ += "  {\n    const double point[] = {";
      for (std::size_t r = 0; r < rows; ++r) main_ += source_of(at[r * points + p]) + ", ";
      main_ += "};\n    double values[" + std::to_string(outputs.size()) + "];\n    " + name + "(point, values);\n";
      main_ += "    for (double v : values) std::printf(\"%.17g\\n\", v);\n  }\n";
    }
    const std::vector<Expr> inputs{point};
    const std::vector<std::vector<double>> values{at};
    const auto expected = evaluate_reference(inputs, outputs, values);
    for (std::size_t p = 0; p < points; ++p)
      for (const auto& output : expected) expected_.push_back(output[output.size() == 1 ? 0 : p]);
  }

  /// The largest difference, relative to values above 1.
  double worst() const {
    const ansatz::test::Folder folder;
    folder.write("main.cpp", "#include <cmath>\n#include <cstdio>\n#include <limits>\nnamespace {\n" +
                                 source_prelude() + functions_ + "}\nint main() {\n" + main_ + "}\n");
    const std::string program = "'" + (folder / "main").string() + "'";
    const std::string compile = ANSATZ_COMPILER
                                " -std=c++17 -O1 -Wall -Wextra -Wpedantic -Wno-unused-function -Werror '" +
                                (folder / "main.cpp").string() + "' -o " + program;
    REQUIRE_MESSAGE(std::system(compile.c_str()) == 0, functions_);
    FILE* pipe = popen(program.c_str(), "r");
    REQUIRE(pipe != nullptr);
    double worst = 0, value = 0;
    std::size_t read = 0;
    for (; std::fscanf(pipe, "%lf", &value) == 1; ++read) {
      const double wanted = expected_.at(read);
      if (std::isnan(value) && std::isnan(wanted)) continue;
      const double error = value == wanted ? 0 : std::abs(value - wanted) / std::max(1.0, std::abs(wanted));
      worst = std::isnan(error) ? HUGE_VAL : std::max(worst, error);
    }
    CHECK(pclose(pipe) == 0);
    CHECK(read == expected_.size());
    return worst;
  }

 private:
  std::string functions_, main_;
  std::vector<double> expected_;
  std::size_t count_ = 0;
};

/// A column of numbers.
Expr column(Graph& graph, std::uint32_t rows, std::uint32_t cols = 1) {
  std::vector<double> values(std::size_t{rows} * cols);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = noise(i + 7);
  return graph.constant(rows, cols, values);
}

}  // namespace

TEST_CASE("every elementwise operation, networks, derivatives and all that moves rows") {
  Sources sources;
  for (const OperationInfo& operation : operations()) {  // on scalars and on rows
    if (!operation.elementwise) continue;
    Graph graph;
    const Expr point = graph.input("x", 4, graph.axis("points"));
    const Expr upper = slice(point, 0, 2), lower = slice(point, 2, 2);
    const std::array two{upper, lower}, scalars{point[0], point[3]};
    const auto count = static_cast<std::size_t>(operation.arity);
    sources.add(point, {apply(operation.op, std::span(two).first(count))[1],
                        apply(operation.op, std::span(scalars).first(count))});
  }
  {
    Graph graph;
    const Expr point = graph.input("x", 2, graph.axis("points"));
    Expr h = tanh(matmul(column(graph, 9, 2), point) + column(graph, 9));
    h = sin(matmul(column(graph, 9, 9), h) * column(graph, 9) + 0.1) * h[4] + h;
    const Expr u = matmul(column(graph, 1, 9), h)[0];
    const Expr u_x = partial(u, point, 0);
    sources.add(point, {u, u_x, partial(u, point, 1), partial(u_x, point, 0), laplacian(u, point), u * u_x});
  }
  {
    Graph graph;
    const Axis axis = graph.axis("points");
    const Expr point = graph.input("x", 3, axis);
    const Expr shifted = pad(exp(point), 1, 5), wide = concat(std::array{point, sigmoid(point), point[1] * point[2]});
    const Expr chosen = select(lt(wide, broadcast(graph.constant(0.2), wide.shape())), sin(wide), wide * wide);
    // A row that is read while rows of as long a column are written, and names of names of rows.
    const Expr squares = wide * wide, mixed = squares * squares[6] + 0.5, names = slice(slice(mixed, 1, 5), 2, 3);
    sources.add(point, {sum(shifted * shifted), chosen[6], sum(mixed), sum(names * point), sum(chosen * mixed)});
    const double infinity = std::numeric_limits<double>::infinity();
    sources.add(point, {broadcast(graph.constant(-0.0), {1, 1, axis}), graph.constant(infinity), graph.constant(-3),
                        point[2], min(point[0], graph.constant(-infinity)), graph.constant(1e300) * point[1]});
  }
  {
    Graph graph;
    const Expr point = graph.input("x", 3, graph.axis("points")), image = reshape(pad(exp(point), 2, 24), {2, 4, 3});
    const Window2d window{3, 2, 1, 2, 1, 1};
    const Expr y = conv2d(image, column(graph, 4, 2 * 6), window), largest = max_pool2d(y, {2, 2});
    const Expr u = sum(tanh(largest)) + sum(avg_pool2d(sin(y), window)) + max_pool2d(y, {4, 2})[1];
    sources.add(point, {u, grad(u, point)[2], partial(partial(u, point, 1), point, 0), gather(y, std::array{9u, 3u})[0],
                        max_pool2d(image[3] * reshape(point[0], {1, 1, 1}), {1, 1})});
  }
  {
    const Elementwise own({.name = "own",
                           .arguments = 2,
                           .value = [](std::span<const double> x) { return std::cbrt(x[0]) + x[1]; },
                           .derivative = [](std::span<const Expr>, Expr y, std::size_t) { return y; },
                           .source = "[](double a, double b) { return std::cbrt(a) + b; }"});
    Graph graph;
    const Expr point = graph.input("x", 3, graph.axis("points")), c = graph.constant(0.3);
    sources.add(point, {sum(own(std::array{point, c})), own(std::array{point[0], point[2]}) * 2.0});
  }
  CHECK(sources.worst() < 1e-14);
}

TEST_CASE("what is no function of one point has no source") {
  Graph graph;
  const Expr point = graph.input("x", 2, graph.axis("points"));
  const Expr weight = graph.parameter("weight");
  CHECK_THROWS_WITH_AS(source_of("f", point, std::array{weight * point[0]}), doctest::Contains("weight"),
                       ansatz::UserError);
  CHECK_THROWS_WITH_AS(source_of("f", point, std::array{point}), doctest::Contains("scalar"), ansatz::UserError);
  CHECK_THROWS_AS(source_of("f", point, std::array{sum_points(point[0]) * point[1]}), ansatz::UserError);
  const Elementwise own = elementwise(
      "own", [](double x) { return x; }, [](Expr, Expr y) { return y; });
  CHECK(message([&] { source_of("f", point, std::array{own(point[0])}); }) ==
        "source: `own` is a function of the program's own, whose text is not known");
}

TEST_CASE("numbers are written so that they read back to the same bits") {
  for (const double value : {0.0, -0.0, 1.0, -1.0, 0.1, 1e300, -5e-324, 123456789.0, 1e22}) {
    const std::string text = source_of(value);
    CHECK(text.find_first_of(".e") != std::string::npos);
    const double read = std::strtod(text.c_str(), nullptr);
    CHECK(read == value);
    CHECK(std::signbit(read) == std::signbit(value));
  }
}
