// One call of a program: inputs by expression, by name or in order, and messages that name the input.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include "ansatz/autodiff.hpp"
#include "message.hpp"

using namespace ansatz::ad;

namespace {

using Values = std::vector<std::vector<double>>;

struct Line {
  Graph graph;
  Axis axis = graph.axis("points"), wall = graph.axis("wall");
  Expr x = graph.input("x", 2, axis), y = graph.input("y", 1, axis), w = graph.parameter("w", 2, 2);
  Program program = compile({x, w, y}, {sum(matmul(w, x)) + y});
  std::vector<double> xs{1, 2, 3, 10, 20, 30}, ys{0.1, 0.2, 0.3}, ws{1, 0, 0, 2};
};

}  // namespace

TEST_CASE("a call takes inputs by expression and by name, in any order") {
  Line l;
  const Values expected{{21.1, 42.2, 63.3}};
  CHECK(l.program.call({{l.y, l.ys}, {l.w, l.ws}, {l.x, l.xs}}) == expected);
  CHECK(l.program.call({{"w", l.ws}, {"x", l.xs}, {l.y, l.ys}}) == expected);
  CHECK(l.program({{l.xs, l.ws, l.ys}}) == expected);
  const std::vector<Given> given{{"w", l.ws}, {"y", l.ys}, {"x", l.xs}};
  CHECK(l.program.call(given) == expected);
}

TEST_CASE("points are counted by inputs, or said") {
  Line l;
  const Program program = compile({l.w}, {broadcast(l.w[0], {1, 2, free_axis}), sum(l.w) * l.graph.count(l.wall)});
  CHECK(message([&] {
          (void)program.call({{l.w, l.ws}});
        }) == "call: no input on axis `wall` tells how many points it has");
  CHECK(program.call({{l.w, l.ws}}, {{l.wall, 5}})[1] == std::vector<double>{15});
  CHECK(message([&] {
          (void)program.call({{l.w, l.ws}}, {{Axis{7}, 5}});
        }) == "call: points were given for axis 7, which is no axis of the program's graph");
  CHECK(message([&] {
          (void)l.program.call({{l.x, l.xs}, {l.w, l.ws}, {l.y, l.ys}}, {{l.axis, 4}});
        }) == "input `x`: 3 points were given, where axis `points` has 4");
}

TEST_CASE("what is wrong with a call is said by the name of the input") {
  Line l;
  const std::vector<double> seven(7, 1.0), four(4, 1.0), none;
  const auto call = [&](std::vector<Given> given) { return message([&] { (void)l.program.call(given); }); };
  CHECK(call({{l.x, seven}}) == "input `x`: 7 values do not make a whole number of points of a vector of 2");
  CHECK(call({{l.x, l.xs}, {l.y, four}}) == "input `y`: 4 points were given, where axis `points` has 3");
  CHECK(call({{l.w, l.ys}}) == "input `w`: 3 values were given for a 2x2");
  CHECK(call({{l.w, none}}) == "input `w`: no values were given");
  CHECK(call({{l.x, l.xs}, {l.w, l.ws}}) == "call: no values were given for input `y`");
  CHECK(call({{l.x, l.xs}, {"x", l.xs}}) == "call: input `x` is given twice");
  CHECK(call({{"q", l.xs}}) == "call: the program has no input `q`; it has `x`, `w`, `y`");
  CHECK(call({{2.0 * l.x, l.xs}}) ==
        "call: values were given for an expression that is no input of the program; it has `x`, `w`, `y`");
  CHECK(message([&] { (void)l.program({{l.xs}}); }) == "call: the program has 3 inputs, and 1 is given");
  CHECK(message([&] {
          (void)l.program({{l.xs, l.ws, four}});
        }) == "input `y`: 4 points were given, where axis `points` has 3");
  const Expr again = l.graph.parameter("s"), other = l.graph.parameter("s");
  const Program twins = compile({again, other}, {again - other});
  CHECK(message([&] {
          (void)twins.call({{"s", std::vector<double>{1}}});
        }) == "call: several inputs bear the name `s`; give them by their expressions");
  CHECK(twins.call({{other, std::vector<double>{1}}, {again, std::vector<double>{3}}}) == Values{{2}});
}

TEST_CASE("a run names the axis that has no points") {
  Line l;
  Workers workers;
  Workspace workspace(l.program, workers);
  const std::array<const double*, 3> sources{l.xs.data(), l.ws.data(), l.ys.data()};
  std::vector<double> result(3);
  const std::array targets{result.data()};
  l.program.run(workspace, std::array{PointCount{l.axis, 3}}, sources, targets);
  CHECK(result == std::vector<double>{21.1, 42.2, 63.3});
  CHECK(message([&] {
          l.program.run(workspace, std::array{PointCount{l.wall, 3}}, sources, targets);
        }) == "run: axis `points` has no points; every axis that a program uses needs at least one");
  CHECK(message([&] {
          l.program.run(workspace, std::array{PointCount{free_axis, 3}}, sources, targets);
        }) == "run: points were given for axis 0, which is no axis of the program's graph");
  CHECK(message([&] { l.program.run(workspace, {}, {}, {}); }) ==
        "run: the program has 3 inputs and 1 outputs, but 0 and 0 were given");
}
