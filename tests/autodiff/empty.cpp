// Expressions that were never given a formula: an error from whatever they are given to.
#include <doctest/doctest.h>

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "ansatz/autodiff.hpp"
#include "ansatz/autodiff/source.hpp"

using namespace ansatz::ad;

namespace {

struct Use {
  std::string name;
  std::function<void()> call;
};

}  // namespace

TEST_CASE("every public function refuses an empty expression by an error that says so") {
  Graph graph;
  const Axis axis = graph.axis("points");
  const Expr none, x = graph.input("x", 1, axis), w = graph.parameter("w"), u = sin(w * x);
  const std::vector<double> values{1};
  const Elementwise own = elementwise(
      "own", [](double v) { return v; }, [](Expr v, Expr) { return v; });
  std::vector<Use> uses{
      {"graph", [&] { (void)none.graph(); }},
      {"shape", [&] { (void)none.shape(); }},
      {"operator[]", [&] { (void)none[0]; }},
      {"pow with a number", [&] { (void)pow(none, 2.0); }},
      {"operator with a number", [&] { (void)(1.0 - none); }},
      {"apply", [&] { (void)ansatz::ad::apply(Op::sin, std::array{none}); }},
      {"matmul, left", [&] { (void)matmul(none, x); }},
      {"matmul, right", [&] { (void)matmul(w, none); }},
      {"transpose", [&] { (void)transpose(none); }},
      {"sum_points", [&] { (void)sum_points(none); }},
      {"mean_points", [&] { (void)mean_points(none); }},
      {"sum", [&] { (void)sum(none); }},
      {"prod", [&] { (void)prod(none); }},
      {"broadcast",
       [&] {
         (void)broadcast(none, {2, 1, free_axis});
       }},
      {"slice", [&] { (void)slice(none, 0, 1); }},
      {"pad", [&] { (void)pad(none, 0, 2); }},
      {"concat",
       [&] {
         (void)concat(std::array{none, none});
       }},
      {"concat, one of two",
       [&] {
         (void)concat(std::array{x, none});
       }},
      {"outer_sum", [&] { (void)outer_sum(x, none); }},
      {"select", [&] { (void)select(none, x, x); }},
      {"a function of one's own", [&] { (void)own(none); }},
      {"jvp, output", [&] { (void)jvp(none, x, x); }},
      {"jvp, input", [&] { (void)jvp(u, none, x); }},
      {"jvp, tangent", [&] { (void)jvp(u, x, none); }},
      {"vjp, output", [&] { (void)vjp(std::array{none}, std::array{u}, std::array{x}); }},
      {"vjp, cotangent", [&] { (void)vjp(std::array{u}, std::array{none}, std::array{x}); }},
      {"vjp, input", [&] { (void)vjp(std::array{u}, std::array{u}, std::array{none}); }},
      {"grad, scalar", [&] { (void)grad(none, x); }},
      {"grad, input", [&] { (void)grad(u, none); }},
      {"point_gradients, scalar", [&] { (void)point_gradients(none, std::array{w}); }},
      {"point_gradients, input", [&] { (void)point_gradients(u, std::array{none}); }},
      {"partial, output", [&] { (void)partial(none, x); }},
      {"partial, input", [&] { (void)partial(u, none); }},
      {"jacobian, output", [&] { (void)jacobian(none, x); }},
      {"jacobian, input", [&] { (void)jacobian(u, none); }},
      {"hessian, scalar", [&] { (void)hessian(none, x); }},
      {"hessian, input", [&] { (void)hessian(u, none); }},
      {"laplacian, scalar", [&] { (void)laplacian(none, x); }},
      {"laplacian, input", [&] { (void)laplacian(u, none); }},
      {"collapse", [&] { (void)collapse(std::array{none}); }},
      {"collapse, one of two",
       [&] {
         (void)collapse(std::array{u, none});
       }},
      {"reachable",
       [&] {
         (void)reachable(std::array{u, none});
       }},
      {"count_work", [&] { (void)count_work(std::array{none}); }},
      {"rebuild, output", [&] { (void)rebuild(std::array{none}, graph, {}); }},
      {"rebuild, replacement",
       [&] {
         (void)rebuild(std::array{u}, graph, {{x.id(), none}});
       }},
      {"substitute, whole", [&] { (void)substitute(none, x, x); }},
      {"substitute, part", [&] { (void)substitute(u, none, x); }},
      {"substitute, value", [&] { (void)substitute(u, x, none); }},
      {"compile, input", [&] { (void)compile({none}, {u}); }},
      {"compile, output",
       [&] {
         (void)compile({x, w}, {none});
       }},
      {"call",
       [&] {
         (void)compile({x, w}, {u}).call({{none, values}});
       }},
      {"evaluate_reference", [&] { (void)evaluate_reference(std::array{x}, std::array{none}, std::array{values}); }},
  };
  for (const OperationInfo& entry : operations())
    if (entry.elementwise) {
      const std::vector<Expr> operands(static_cast<std::size_t>(entry.arity), none);
      uses.push_back({std::string(entry.name), [=] { (void)ansatz::ad::apply(entry.op, operands); }});
    }
  for (const Use& use : uses) {
    CAPTURE(use.name);
    std::string said = "nothing";
    try {
      use.call();
    } catch (const ansatz::UserError& error) {
      said = error.what();
    }
    CHECK_MESSAGE(said.find("empty") != std::string::npos, said);
  }
}

TEST_CASE("expressions of two graphs are not taken for each other") {
  Graph graph, other;
  const Expr x = graph.input("x", 1, graph.axis("points")), y = other.input("y", 1, other.axis("points"));
  CHECK_THROWS_WITH_AS((void)grad(sin(x), y), "the expressions belong to different graphs", ansatz::UserError);
  CHECK_THROWS_WITH_AS((void)reachable(std::array{x, y}), "the expressions belong to different graphs",
                       ansatz::UserError);
  CHECK_THROWS_AS((void)substitute(sin(x), y, x), ansatz::UserError);
}
