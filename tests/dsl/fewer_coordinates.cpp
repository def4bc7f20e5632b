// Fields of fewer coordinates: their networks, their derivatives, and problems whose unknown is a function of time
// alone.
#include <doctest/doctest.h>

#include <cmath>

#include "ansatz/core/train.hpp"
#include "ansatz/dsl/format.hpp"
#include "ansatz/dsl/typeset.hpp"
#include "compiled.hpp"

using namespace ansatz;
using test::compile_source;

namespace {

const std::string heated =
    "domain x in [0, 1]\ntime t in [0, 1]\nfield u\nfield s of t\neq u_t = u_xx + s\neq u(x = 0) = t\n"
    "ic u = 0\nbc u_x = 0 on x = 0\n";

std::string said(const std::string& lines) { return test::messages(compile_source(lines)); }

}  // namespace

TEST_CASE("a field of fewer coordinates has a network of its own, like the others") {
  const dsl::Compilation compiled =
      compile_source(heated + "network { hidden = [7, 5]; activation = sin; input = [x, t, x*t] }\n");
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  const std::vector<NetworkSpec>& networks = compiled.problem->networks;
  REQUIRE(networks.size() == 2);
  CHECK(networks[0].fields == std::vector<std::size_t>{0});
  CHECK(networks[0].inputs.size() == 3);
  CHECK(networks[1].fields == std::vector<std::size_t>{1});
  CHECK(networks[1].name == "s");
  CHECK(networks[1].hidden == std::vector<std::uint32_t>{7, 5});
  REQUIRE(networks[1].inputs.size() == 1);
  CHECK(networks[1].inputs[0].coordinates == std::vector<std::size_t>{1});
}

TEST_CASE("a block of its own says what such a network is like, and fields of the same coordinates share one") {
  const dsl::Compilation compiled = compile_source(
      "domain (x, y) in rect([0, 0], [1, 1])\nfield u\nfield a, b of y\neq lap(u) = a + b\neq a_y = b\n"
      "bc u = 0 on boundary\nnetwork { hidden = [9] }\nnetwork load of a, b { hidden = [3] }\n");
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  const std::vector<NetworkSpec>& networks = compiled.problem->networks;
  REQUIRE(networks.size() == 2);
  CHECK(networks[1].fields == std::vector<std::size_t>{1, 2});
  CHECK(networks[1].hidden == std::vector<std::uint32_t>{3});
  REQUIRE(networks[1].inputs.size() == 1);
  CHECK(networks[1].inputs[0].coordinates == std::vector<std::size_t>{1});
}

TEST_CASE("a source that is a function of time is found") {
  dsl::Compilation compiled = compile_source(
      "domain x in [0, 1]\ntime t in [0, 1]\nfield u\nfield s of t\neq u_t = 0.1*u_xx + s*sin(pi*x)\n"
      "ic u = 0\nbc u = 0 on boundary\nfit seen: u = t^2*sin(pi*x)\n"
      "exact s = 2*t + 0.1*pi^2*t^2\nnetwork { hidden = [10] }\nsample { eq = 200; boundary = 60; fit = 100 }\n"
      "train lm { steps = 60 }\n");
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  const Solution solution = solve(std::move(*compiled.problem));
  CHECK(solution.outcome().last.errors.at(0).l2_relative < 1e-2);
  const Quantity s = [](const PointScope& points) { return points.field(1); };
  CHECK(solution.evaluate(s, {0.2, 0.5}) == solution.evaluate(s, {0.9, 0.5}));
}

TEST_CASE("what cannot be meant of fewer coordinates is said at its place") {
  CHECK(said(heated + "eq s_x = 0\n").find("`s_x` is zero everywhere") != std::string::npos);
  CHECK(said(heated + "eq s_xt(x = 0) = 0\n").find("does not depend on x") != std::string::npos);
  CHECK(said("domain x in [0, 1]\nfield u\nfield s of tt\neq u_x = s\n").find("`tt` is not a coordinate") !=
        std::string::npos);
  CHECK(said(heated + "network w of u, s { hidden = [3] }\n").find("share a network") != std::string::npos);
  CHECK(said(heated + "network { hidden = [4] }\nnetwork w of s { input = [t, x] }\n").find("take `input`") ==
        std::string::npos);  // that is the advice; the message is about what it reads
  CHECK(said(heated + "network { hidden = [4] }\nnetwork w of s { input = [t, x] }\n").find("reads the coordinates") !=
        std::string::npos);
}

TEST_CASE("fields of fewer coordinates are typeset and formatted as they are written") {
  const dsl::Compilation compiled = compile_source(heated);
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  bool found = false;
  for (const dsl::TypesetLine& line : dsl::typeset(compiled)) found = found || line.latex == "s = s(t)";
  CHECK(found);
  dsl::Sources sources;
  const auto formatted = dsl::format_file(sources, sources.add("test.pde", "field  s,k   of t,x\n"));
  REQUIRE(formatted);
  CHECK(formatted->find("field s, k of t, x\n") != std::string::npos);
}
