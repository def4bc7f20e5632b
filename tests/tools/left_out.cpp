// Runs whose exact solution has no value somewhere: what their files and their summary say of it.
#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "process.hpp"

using process::ansatz;
using process::contains;
using process::Folder;
using process::read;

namespace {

/// u = sin(x)/x, which is no number at x = 0, a point of the evaluation grid.
const std::string problem = R"(domain x in [-1, 1]
field u
eq wave: x*u_xx + 2*u_x + x*u = 0
bc ends: u = sin(1) on boundary
exact u = sin(x)/x
network { hidden = [10] }
sample { eq = 60 }
train lm { steps = 60 }
)";

}  // namespace

TEST_CASE("a point at which the exact solution has no value is left out of the error, and said to be") {
  const Folder folder;
  folder.write("sinc.pde", problem);
  const auto run = ansatz({"run", "sinc.pde"}, {.folder = folder.path()});
  CHECK_MESSAGE(run.status == 0, run.out);
  CHECK_MESSAGE(contains(run.out, "without 1 point, at which `exact` has no value"), run.out);
  CHECK_MESSAGE(contains(run.out, "verdict     holds"), run.out);
  const auto result = nlohmann::json::parse(read(folder / "out/sinc/result.json"));
  CHECK(result["error"]["u"]["left_out"] == 1);
  CHECK(result["error"]["u"]["l2_relative"].get<double>() < 1e-3);
  CHECK(contains(read(folder / "out/sinc/report.html"), "1 point at which the exact u has no value is left out."));
  CHECK_FALSE(contains(read(folder / "out/sinc/history.csv"), "nan"));
  // A run that goes on has the number from its checkpoint.
  const auto again = ansatz({"run", "sinc.pde", "--resume"}, {.folder = folder.path()});
  CHECK_MESSAGE(contains(again.out, "without 1 point"), again.out);
}

TEST_CASE("an exact solution without values at most points is refused before anything is made of it") {
  const Folder folder;
  folder.write("none.pde", "domain x in [-1, 1]\nfield u\neq u_x = 1\nbc u = 0 on x = 0\nexact u = log(x - 2)\n");
  for (const char* command : {"check", "run"}) {
    const auto wrong = ansatz({command, "none.pde"}, {.folder = folder.path()});
    CHECK(wrong.status == 1);
    const std::string said = wrong.out + wrong.err;
    CHECK_MESSAGE(contains(said, "has no value at 64 of 64 random points"), said);
  }
}
