// Functions of the user's own: on every back end, at points and free, in both precisions, derivatives of every order.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>

#include "ansatz/autodiff.hpp"
#include "graph/verify.hpp"
#include "message.hpp"
#include "samples.hpp"

using namespace ansatz::ad;
using ansatz::ad::testing::bump;

namespace {

/// What `bump` is, by the table.
Expr bump_by_table(Expr x) { return exp(-(x * x)); }

std::vector<CompileOptions> every_way() {
  std::vector<CompileOptions> ways{{.precision = Precision::f32}, {.cpu = {.tile = 64}}};
  for (const BackendInfo& backend : backends()) ways.push_back({.backend = std::string(backend.name)});
  return ways;
}

}  // namespace

TEST_CASE("a function of one's own and its derivatives are those of the same formula by the table") {
  const Elementwise own = bump();
  Graph graph;
  const Axis axis = graph.axis("points");
  const Expr x = graph.input("x", 2, axis), w = graph.parameter("w", 2, 2), b = graph.parameter("b", 2);
  const auto formulas = [&](const auto& f) {
    const Expr u = sum(f(matmul(w, f(x)) + f(b))) + f(0.5 * x[0]);
    const Expr loss = mean_points(u * u + laplacian(u, x));
    std::vector<Expr> outputs{u, partial(partial(partial(u, x, 0), x, 1), x, 1), laplacian(u, x), loss, f(w)};
    for (const Expr& gradient : grad(loss, std::array{w, b})) outputs.push_back(gradient);
    for (const Expr& row : point_gradients(u, std::array{b})) outputs.push_back(row);
    return outputs;
  };
  const std::vector<Expr> mine = formulas(own), theirs = formulas(bump_by_table);
  verify(graph);
  for (const std::size_t points : {1, 7, 65, 200}) {
    std::vector<std::vector<double>> values{std::vector<double>(2 * points), {0.3, -0.7, 1.1, 0.2}, {0.1, -0.4}};
    for (std::size_t i = 0; i < values[0].size(); ++i) values[0][i] = std::sin(3.0 * static_cast<double>(i));
    const auto wanted = evaluate_reference(std::array{x, w, b}, theirs, values);
    for (const CompileOptions& way : every_way()) {
      CAPTURE(way.backend);
      CAPTURE(points);
      const auto found = compile(std::array{x, w, b}, mine, way)(values);
      const double tolerance = way.precision == Precision::f64 ? 1e-12 : 1e-4;
      for (std::size_t k = 0; k < wanted.size(); ++k)
        for (std::size_t i = 0; i < wanted[k].size(); ++i)
          CHECK(found[k][i] == doctest::Approx(wanted[k][i]).epsilon(tolerance).scale(1));
    }
  }
}

TEST_CASE("functions live as long as what uses them, move between graphs and are told apart") {
  const auto graph = std::make_unique<Graph>();
  const Expr x = graph->input("x", 1, graph->axis("points"));
  std::unique_ptr<Program> program;
  {
    const std::shared_ptr<double> factor = std::make_shared<double>(3.0);
    const Elementwise scaled = elementwise(
        "scaled", [factor](double v) { return *factor * v; }, [](Expr v, Expr) { return v.graph().constant(3); });
    const Elementwise twin = elementwise(
        "scaled", [](double v) { return 3 * v; }, [](Expr v, Expr) { return v.graph().constant(3); });
    CHECK(scaled(x) == scaled(x));
    CHECK_FALSE(scaled(x) == twin(x));
    CHECK(partial(scaled(x), x) == broadcast(graph->constant(3), x.shape()));
    CHECK(scaled(graph->constant(2)) == graph->constant(6));
    CHECK(scaled(broadcast(graph->constant(2), x.shape())) == broadcast(graph->constant(6), x.shape()));
    Graph other;
    const Expr z = other.input("z", 1, other.axis("points"));
    (void)twin(z);  // so that the functions have other numbers there
    const std::vector<Expr> outputs{scaled(x) + x};
    const Expr copy = rebuild(outputs, other, {{x.id(), z}})[0];
    CHECK(copy == scaled(z) + z);
    CHECK(compile({z}, {copy})({{{2.0, 4.0}}})[0] == std::vector<double>{8, 16});
    CHECK(substitute(scaled(x), x, sin(x)) == scaled(sin(x)));
    program = std::make_unique<Program>(compile({x}, {scaled(x)}));
  }
  CHECK((*program)({{{1.0, 2.0}}})[0] == std::vector<double>{3, 6});
}

namespace {

/// exp(a) sin(b) + a c, by a function of three numbers.
Elementwise joined() {
  return Elementwise({.name = "joined",
                      .arguments = 3,
                      .value = [](std::span<const double> x) { return std::exp(x[0]) * std::sin(x[1]) + x[0] * x[2]; },
                      .derivative =
                          [](std::span<const Expr> x, Expr y, std::size_t i) {
                            return i == 0 ? y - x[0] * x[2] + x[2] : i == 1 ? exp(x[0]) * cos(x[1]) : x[0];
                          }});
}

}  // namespace

TEST_CASE("a function of several numbers is that of the same formula, whatever of them repeats") {
  const Elementwise own = joined();
  const auto by_table = [](std::array<Expr, 3> x) { return exp(x[0]) * sin(x[1]) + x[0] * x[2]; };
  Graph graph;
  const Axis axis = graph.axis("points");
  const Expr x = graph.input("x", 2, axis), w = graph.parameter("w", 2), c = graph.parameter("c");
  const auto formulas = [&](const auto& f) {
    const std::array<std::array<Expr, 3>, 4> operands{{{x, x, x}, {x, w, c}, {c, x[0], graph.constant(2)}, {w, c, w}}};
    std::vector<Expr> outputs;
    for (const std::array<Expr, 3>& of : operands) {
      const Expr value = f(of), at = broadcast(value, {value.shape().rows, 1, axis});
      outputs.insert(outputs.end(), {value, laplacian(sum(at), x), partial(partial(sum(at), x, 0), x, 1)});
      for (const Expr& gradient : grad(mean_points(sum(at * at)), std::array{w, c})) outputs.push_back(gradient);
    }
    return outputs;
  };
  const std::vector<Expr> mine = formulas([&](const auto&of) { return own(of); }), theirs = formulas(by_table);
  verify(graph);
  CHECK(own(std::array{graph.constant(0), graph.constant(1), graph.constant(5)}) == graph.constant(std::sin(1.0)));
  for (const std::size_t points : {1, 65}) {
    std::vector<std::vector<double>> values{std::vector<double>(2 * points), {0.3, -0.7}, {0.1}};
    for (std::size_t i = 0; i < values[0].size(); ++i) values[0][i] = std::sin(3.0 * static_cast<double>(i));
    const auto wanted = evaluate_reference(std::array{x, w, c}, theirs, values);
    for (const CompileOptions& way : every_way()) {
      const auto found = compile(std::array{x, w, c}, mine, way)(values);
      const double tolerance = way.precision == Precision::f64 ? 1e-12 : 1e-4;
      for (std::size_t k = 0; k < wanted.size(); ++k)
        for (std::size_t i = 0; i < wanted[k].size(); ++i)
          CHECK(found[k][i] == doctest::Approx(wanted[k][i]).epsilon(tolerance).scale(1));
    }
  }
}

TEST_CASE("any number of threads gives the same bits") {
  const Elementwise own = bump();
  Graph graph;
  const Axis axis = graph.axis("points");
  const Expr x = graph.input("x", 1, axis);
  const Program program = compile({x}, {sum_points(own(x) * x)}, {.cpu = {.tile = 64}});
  std::vector<double> xs(5000), first(1), second(1);
  for (std::size_t i = 0; i < xs.size(); ++i) xs[i] = std::cos(static_cast<double>(i));
  const std::array sources{static_cast<const double*>(xs.data())};
  Workers one(1), three(3);
  Workspace alone(program, one), shared(program, three);
  program.run(alone, std::array{PointCount{axis, xs.size()}}, sources, std::array{first.data()});
  program.run(shared, std::array{PointCount{axis, xs.size()}}, sources, std::array{second.data()});
  CHECK(first == second);
}

TEST_CASE("what is wrong with a function is said by its name") {
  Graph graph, other;
  const Expr x = graph.input("x", 2, graph.axis("points"));
  const auto value = [](double v) { return v; };
  const Elementwise empty = elementwise("empty", value, [](Expr, Expr) { return Expr(); });
  const Elementwise foreign = elementwise("foreign", value, [&](Expr, Expr) { return other.constant(1); });
  const Elementwise tall = elementwise("tall", value, [](Expr v, Expr) { return v.graph().parameter("w", 5); });
  CHECK(message([&] { partial(empty(x), x); }) == "`empty`: its derivative is empty; it must return a formula");
  CHECK(message([&] { partial(foreign(x), x); }) == "`foreign`: its derivative is a formula of another graph");
  CHECK(message([&] { partial(tall(x), x); }) ==
        "`tall`: its derivative is a vector of 5, of a vector of 2 on axis `points`");
  CHECK(message([&] { elementwise("", value, [](Expr v, Expr) { return v; }); }) ==
        "elementwise: the function needs a name");
  CHECK(message([&] { elementwise("none", {}, [](Expr v, Expr) { return v; }); }) ==
        "elementwise: `none` needs a value and a derivative");
  CHECK(message([&] { joined()(x); }) == "`joined` takes 3 arguments, not 1");
  CHECK(message([&] { bump()(std::array{x, x}); }) == "`bump` takes 1 argument, not 2");
  CHECK(message([&] { joined()(std::span<const Expr>()); }) == "`joined` takes arguments; none are given");
  CHECK(message([&] {
          joined()(std::array{x, x, graph.parameter("w", 5)});
        }) ==
        "apply_function: vector of 2 on axis `points` and vector of 2 on axis `points` and vector of 5: 2 rows and 5 "
        "rows "
        "differ; only a single row is repeated");
  CHECK(message([] {
          Elementwise({.name = "many",
                       .arguments = 5,
                       .value = [](auto) { return 0.0; },
                       .derivative = [](auto, Expr y, auto) { return y; }});
        }) == "elementwise: `many` has 5 arguments; it may have 1 to 4");
  CHECK(message([&] { applied_again(x, std::array{x}); }) ==
        "applied_again: this is no value of a function of the user's own");
  const Elementwise throwing = elementwise(
      "throwing", [](double) -> double { throw std::runtime_error("no"); }, [](Expr v, Expr) { return v; });
  for (const BackendInfo& backend : backends())
    CHECK_THROWS_WITH(compile({x}, {throwing(x)}, {.backend = std::string(backend.name)})({{{1.0, 2.0}}}), "no");
}

TEST_CASE("of what several threads throw the first point's comes out, and the workspace serves again") {
  Graph graph;
  const Axis axis = graph.axis("points");
  const Expr x = graph.input("x", 1, axis);
  const Elementwise fussy = elementwise(
      "fussy",
      [](double v) {
        if (v > 100) throw std::runtime_error(std::to_string(static_cast<int>(v)));
        return v;
      },
      [](Expr v, Expr) { return v.graph().constant(1); });
  const Program program = compile({x}, {sum_points(fussy(x))});
  constexpr std::size_t count = 50'000;
  std::vector<double> late(count, 1.0), sound(count, 1.0);
  late[12'345] = 777;
  for (std::size_t p = 20'000; p < count; ++p) late[p] = 999;
  for (const int threads : {1, 3}) {
    Workers workers(threads);
    Workspace workspace(program, workers);
    double sum = 0, *const result = &sum;
    const PointCount points{axis, count};
    const double *const bad = late.data(), *const good = sound.data();
    for (int round = 0; round < 3; ++round) {
      CHECK_THROWS_WITH(program.run(workspace, {&points, 1}, {&bad, 1}, {&result, 1}), "777");
      program.run(workspace, {&points, 1}, {&good, 1}, {&result, 1});
      CHECK(sum == count);
    }
  }
}
