// `check` and `until`: what a file says of its answer and of its end, as core understands it.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "ansatz/core/train.hpp"
#include "ansatz/core/until.hpp"
#include "ansatz/core/verification.hpp"
#include "ansatz/dsl/format.hpp"
#include "ansatz/dsl/typeset.hpp"
#include "compiled.hpp"

using namespace ansatz;
using test::compile_source;

namespace {

/// u = 1 + x^2 + x t whatever the network gives, in [0, 1] x [0, 2]; v = sin(pi x) cos(pi y) likewise.
const std::string known_line =
    "domain x in [0, 1]\ntime t in [0, 2]\nfield u\neq u_xx = 2\nansatz u = 1 + x^2 + x*t + 1e-200*net\n"
    "train adam { steps = 1 }\nsample { eq = 20 }\nnetwork { hidden = [2] }\n";
const std::string known_square =
    "domain (x, y) in rect([0, 0], [1, 1])\nfield u\neq lap(u) = -2*pi^2*sin(pi*x)*sin(pi*y)\n"
    "ansatz u = sin(pi*x)*sin(pi*y) + 1e-200*net\ntrain adam { steps = 1 }\nsample { eq = 20 }\nnetwork { hidden = [2] "
    "}\n";

std::vector<CheckOutcome> checked(const std::string& text) {
  dsl::Compilation compiled = compile_source(text);
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  return verify(solve(std::move(*compiled.problem))).checks;
}

std::string until(const std::string& value) {
  const dsl::Compilation compiled =
      compile_source(test::smallest + "exact u = 0\ntrain lm { until = " + value + " }\n");
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  return std::get<std::string>(compiled.problem->stages[0].get("until"));
}

}  // namespace

TEST_CASE("what is promised of a solution that is known is off by what it should be") {
  const std::vector<CheckOutcome> checks = checked(known_line +
                                                   "check low: u >= 1\n"
                                                   "check high: 3.5 > u with tolerance = 0.6\n"
                                                   "check between: 1 <= u <= 3\n"
                                                   "check both: [u, u_t] = [1 + x*(x + t), x]\n"
                                                   "check slope: u_x = t on x = 0\n"
                                                   "check start: u = 1 + x^2 on t = 0\n"
                                                   "check rim: u >= 1 on boundary\n");
  REQUIRE(checks.size() == 7);
  for (const std::size_t k : {0, 1, 3, 4, 5, 6}) {
    CAPTURE(checks[k].name);
    CHECK(checks[k].holds);
  }
  CHECK(checks[1].off == doctest::Approx(0.5).epsilon(0.1));
  CHECK_FALSE(checks[2].holds);
  CHECK(checks[2].off == doctest::Approx(1).epsilon(0.1));
  CHECK(checks[2].where.at(0) > 0.9);
  CHECK(checks[2].where.at(1) > 1.8);
}

TEST_CASE("a check promises several things of one kind, of which the worst counts") {
  const std::vector<CheckOutcome> checks = checked(known_line +
                                                   "check low: u >= 1, u_x >= 0, 1 <= 2*u <= 6\n"
                                                   "check both: u = 1 + x*(x + t), u_t = x + 0.5 on x = 1\n");
  REQUIRE(checks.size() == 2);
  CHECK(checks[0].off == doctest::Approx(2).epsilon(0.1));  // 2 u is 8 at most
  CHECK(checks[1].off == doctest::Approx(0.5));
  const std::string mixed = test::messages(compile_source(test::smallest + "check u >= 0, u = 1\n"));
  CHECK_MESSAGE(mixed.find("what is equal, or what is not less, and not both") != std::string::npos, mixed);
}

TEST_CASE("what a check is asked at, and how often a list is repeated, is known or a mistake") {
  const auto codes_of = [](const std::string& more) { return test::codes(compile_source(known_square + more)); };
  CHECK(codes_of("check half: integral(u, x in [0, 1]) = 0 on point([0.5, u])\n").starts_with("E0407"));
  CHECK(codes_of("check half: integral(u, x in [0, 1]) = 0 on point([0.5, w])\n").starts_with("E0203"));
  for (const char* times : {"w", "interface", "boundary"})
    CHECK(test::codes(compile_source(test::smallest + "network { hidden = [4]*" + times + " }\n")) == "E0203");
}

TEST_CASE("an integral of a check runs over a coordinate, and is one at each point of the others") {
  const std::vector<CheckOutcome> line = checked(known_line +
                                                 "check mass: integral(u, x in [0, 1]) = 4/3 + t/2\n"
                                                 "check part: integral(u_x^2, x in [0, 0.5]) = 1/6 + t/2 + t^2/2\n"
                                                 "check moment: integral(x*u, x in [0, 1]) = 3/4 + t/3\n");
  CHECK(line[0].off < 1e-12);
  CHECK(line[1].off < 1e-12);
  CHECK(line[2].off < 1e-12);
  const std::vector<CheckOutcome> square =
      checked(known_square +
              "check all: integral(integral(u, x in [0, 1]), y in [0, 1]) = 4/pi^2\n"
              "check half: integral(u, y in [0, 1]) = 2/pi*sin(pi*x)\n");
  CHECK(square[0].off < 1e-12);
  CHECK(square[1].off < 1e-12);
}

TEST_CASE("a check changes nothing of what is trained, and names itself where it has no name") {
  const std::string text = test::smallest + "train adam { steps = 3 }\n";
  dsl::Compilation without = compile_source(text), with = compile_source(text + "check u >= 0\ncheck u <= 1\n");
  REQUIRE(with.problem);
  CHECK(with.problem->checks[0].condition.name == "check");
  CHECK(with.problem->checks[1].condition.name == "check2");
  CHECK(solve(std::move(*with.problem)).outcome().last.loss == solve(std::move(*without.problem)).outcome().last.loss);
}

TEST_CASE("checks are typeset and formatted as they are written") {
  const std::string text = test::smallest + "check bounds: 0 <= u<=1 on boundary with tolerance=1e-6\n";
  const dsl::Compilation compiled = compile_source(text);
  REQUIRE_MESSAGE(compiled.problem, test::messages(compiled));
  CHECK(compiled.problem->checks[0].tolerance == 1e-6);
  const dsl::TypesetLine line = dsl::typeset(compiled).back();
  CHECK(line.kind == "check");
  CHECK(line.name == "bounds");
  CHECK(line.latex == R"(0 \le u,\quad u \le 1)");
  dsl::Sources sources;
  const auto formatted = dsl::format_file(sources, sources.add("test.pde", text));
  REQUIRE(formatted);
  CHECK(formatted->find("check bounds: 0 <= u <= 1 on boundary with tolerance = 1e-6\n") != std::string::npos);
}

TEST_CASE("a time is formatted as it is written, and its units are names elsewhere") {
  dsl::Sources sources;
  const auto formatted =
      dsl::format_file(sources, sources.add("test.pde", "train adam{until=1h  30min or loss<1e-8;steps=3}\n"));
  REQUIRE(formatted);
  CHECK(*formatted == "train adam { until = 1 h 30 min or loss < 1e-8; steps = 3 }\n");
  const dsl::Compilation named = compile_source(
      "param h = 2\nparam s = 3\ndomain x in [0, h]\nfield u\neq min(u, s) = h\nbc u = 0 on boundary\n"
      "train lm { until = 5 s; steps = 3*s }\n");
  REQUIRE_MESSAGE(named.problem, test::messages(named));
}

TEST_CASE("what a stage runs for reads as it is written, with any numbers that are known") {
  CHECK(until("done") == "done");
  CHECK(until("never") == "never");
  CHECK(until("loss < 1e-8") == "loss < 1e-08");
  CHECK(until("error < 10^(-3) or minutes > 2*5 or hours > 1") == "error < 0.001 or minutes > 10 or hours > 1");
  CHECK(until("10 min") == "minutes > 10");
  CHECK(until("10 minutes") == "minutes > 10");
  CHECK(until("90sec or 1 day") == "seconds > 90 or hours > 24");
  CHECK(until("0.1 s or 1.5 h or loss < 1e-8") == "seconds > 0.1 or hours > 1.5 or loss < 1e-08");
  CHECK(until("loss < 1e-8 or 1 h 30min") == "loss < 1e-08 or minutes > 90");
  CHECK(until("250ms") == "seconds > 0.25");
  CHECK(until("2 d") == "hours > 48");
  const dsl::Compilation timed = compile_source(test::smallest, {{"train.until", "90s or error < 1e-3"}});
  CHECK_FALSE(timed.problem);  // there is nothing to take an error from
  CHECK(compile_source(test::smallest, {{"train.until", "90s"}}).resolved.find("= 90s") != std::string::npos);
  const dsl::Compilation set = compile_source(test::smallest, {{"train.until", "loss < 1e-9"}});
  REQUIRE_MESSAGE(set.problem, test::messages(set));
  CHECK(std::get<std::string>(set.problem->stages[0].get("until")) == "loss < 1e-09");
  CHECK(compile_source(set.resolved).resolved == set.resolved);
}
