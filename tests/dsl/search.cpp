// Files with a search: what its settings come to, which functions they may name, and a problem with another activation.
// What is said of wrong ones: bad/*_search.pde.
#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>

#include "../folder.hpp"
#include "ansatz/autodiff/program.hpp"
#include "ansatz/core/activation.hpp"
#include "ansatz/core/search/families.hpp"
#include "compiled.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using namespace ansatz::test;

namespace {

const std::filesystem::path tables = ANSATZ_SOURCE_DIR "/tests/dsl/tables";

Compilation compiled_search(const std::string& block, const std::string& before = "") {
  return compile_text("s.pde", before + "search activation { problems = [\"line.pde\"]; " + block + " }\n", tables, {});
}

SearchPlan plan_of(const std::string& block, const std::string& before = "") {
  const Compilation compiled = compiled_search(block, before);
  REQUIRE_MESSAGE(compiled.search, messages(compiled));
  return *compiled.search;
}

double value(const search::Candidate& function, double at) {
  ad::Graph graph;
  const ad::Expr x = graph.parameter("x");
  return ad::compile({x}, {function(x)}).call({{"x", std::vector{at}}})[0][0];
}

double value(const search::OperatorRef& op, double at) {
  return value(search::Candidate(op, {search::Candidate()}), at);
}

}  // namespace

TEST_CASE("what is not said has defaults: the smooth space, three seeds, a hundred functions, neighbours") {
  const SearchPlan plan = plan_of("");
  CHECK(plan.space.graphs == std::vector<std::string>{"binary(unary, unary)"});
  CHECK(plan.space.unary.size() == 23);
  CHECK(plan.space.binary.size() == 3);
  CHECK(plan.settings.seeds == 3);
  CHECK(plan.settings.budget == 100);
  CHECK(plan.settings.surrogate.name() == "knn");
  CHECK(plan.features == std::vector<std::string>{"outputs"});
  CHECK(plan.problems == std::vector<std::string>{"line.pde"});
  CHECK(plan.files.at(0) == std::filesystem::canonical(tables / "line.pde"));
  CHECK(plan.definitions.empty());
}

TEST_CASE("settings come to what they say") {
  const SearchPlan plan = plan_of(
      "space = [unary(unary), binary(unary, unary(unary)), many(unary, unary, unary)]; unary = [tanh, aquasurf]; "
      "binary = mul; many = [sum_n, max]; seeds = 2; budget = all; pool = all; seed = 5; features = [jets, outputs]; "
      "surrogate = umap(k = 5, near = [15, 3])");
  CHECK(plan.space.graphs ==
        std::vector<std::string>{"unary(unary)", "binary(unary, unary(unary))", "many(unary, unary, unary)"});
  CHECK(plan.space.unary.size() == 27);  // tanh, and the others
  CHECK(plan.space.unary.front()->name == "tanh");
  REQUIRE(plan.space.many.size() == 2);
  CHECK(plan.space.many[1]->arity == search::Operator::many);
  CHECK(search::Space(plan.space).size() == 27 * 27 + 27 * 27 * 27 + 2 * 27 * 27 * 27);
  CHECK(plan.settings.budget == 0);
  CHECK(plan.settings.pool == 0);
  CHECK(plan.settings.seed == 5);
  const auto* umap = plan.settings.surrogate.get_if<search::UmapNeighbours>();
  REQUIRE(umap != nullptr);
  CHECK(umap->k == 5);
  CHECK(umap->near == std::vector<double>{15, 3});
  CHECK(plan.features == std::vector<std::string>{"jets", "outputs"});
}

TEST_CASE("functions are operators, functions of the language, and `let`s of the file") {
  const SearchPlan plan = plan_of("unary = [gauss, cos, wave, soft]; binary = [mul, atan2, blend]",
                                  "param k = 3\nparam unused = 1\nlet inner(s) = k*s\nlet wave(s) = sin(inner(s))\n"
                                  "let soft(x) = softplus(x)/2\nlet blend(a, b) = a*sigmoid(b)\nlet other(z) = z\n");
  REQUIRE(plan.space.unary.size() == 4);
  CHECK(value(plan.space.unary[0], 0.5) == doctest::Approx(std::exp(-0.25)));
  CHECK(value(plan.space.unary[1], 0.5) == doctest::Approx(std::cos(0.5)));
  CHECK(value(plan.space.unary[2], 0.5) == doctest::Approx(std::sin(1.5)));
  CHECK(value(plan.space.unary[3], 0.5) == doctest::Approx(std::log1p(std::exp(0.5)) / 2));
  const search::Candidate one = search::Space(plan.space)[plan.space.unary.size()];
  CHECK(!one.name().empty());
  CHECK(plan.definitions.find("let wave(s) = sin(inner(s))") != std::string::npos);
  CHECK(plan.definitions.find("let inner(s) = k*s") != std::string::npos);
  CHECK(plan.definitions.find("param k = 3") != std::string::npos);
  CHECK(plan.definitions.find("other") == std::string::npos);
  CHECK(plan.definitions.find("unused") == std::string::npos);
}

TEST_CASE("a problem with another activation is the same problem, with places as they were") {
  const std::string text = "domain x in [0, 1]\nfield u\neq u_xx = -1\nbc u = 0 on boundary\nlet act(s) = s\n# no end";
  const SearchPlan plan = plan_of("unary = [wave, tanh]; binary = mul", "let wave(s) = sin(2*s)\n");
  const search::Candidate function = search::Space(plan.space)[1];  // mul(wave(x),tanh(x))
  const Compilation compiled =
      compile_with_activation("line.pde", text, plan.definitions, function.formula("z"), {}, {});
  REQUIRE_MESSAGE(compiled.problem, messages(compiled));
  const NetworkSpec& network = compiled.problem->networks.at(0);
  ad::Graph graph;
  const ad::Expr z = graph.parameter("z");
  const auto found = ad::compile({z}, {activate(network.activation, z)}).call({{"z", std::vector{0.3}}});
  CHECK(found[0][0] == doctest::Approx(value(function, 0.3)));
  const Compilation wrong =
      compile_with_activation("line.pde", "field u\neq u_xx = f\n", plan.definitions, function.formula("z"), {}, {});
  REQUIRE(has_errors(wrong.diagnostics));
  const Span place = wrong.diagnostics.back().primary.span;
  CHECK(wrong.sources.position(place.file, place.begin).line == 2);
}

TEST_CASE("the command line changes a search, and its resolved text is the same search") {
  const Compilation compiled =
      compile_text("s.pde", "search activation { problems = \"line.pde\" }\n", tables,
                   {{"search.budget", "7"}, {"search.surrogate", "gp(acquisition = exploitation)"}});
  REQUIRE_MESSAGE(compiled.search, messages(compiled));
  CHECK(compiled.search->settings.budget == 7);
  CHECK(compiled.search->settings.surrogate.get_if<search::GaussianProcess>()->acquisition ==
        search::Acquisition::exploitation);
  CHECK(!compiled.problem);
  const Compilation again = compile_text("s.pde", compiled.resolved, tables, {});
  REQUIRE_MESSAGE(again.search, messages(again));
  CHECK(again.resolved == compiled.resolved);
  CHECK(again.search->settings.budget == 7);
}
