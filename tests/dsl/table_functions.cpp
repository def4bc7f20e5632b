// Tables as functions and outlines as shapes: what they are worth where they stand, what a run keeps of them, and what
// is said of those that cannot be used.
#include <doctest/doctest.h>

#include <cmath>

#include "ansatz/core/train.hpp"
#include "ansatz/core/writers.hpp"
#include "compiled.hpp"
#include "data_files.hpp"
#include "test_scope.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using ansatz::test::Folder;
using ansatz::test::messages;

namespace {

const std::string rod = "domain x in [0, 1]\nfield u\nbc u = 0 on boundary\n";
const std::string line = "x,D\n0,1\n0.5,2\n1,5\n";

Compilation compiled(const std::string& text, const std::string& table = line, const std::string& name = "D.csv") {
  static std::vector<std::unique_ptr<Folder>> kept;  // problems read nothing once they are compiled
  kept.push_back(std::make_unique<Folder>());
  kept.back()->write(name, table);
  return compile_text("test.pde", text, kept.back()->path(), {});
}

/// The residual of the first condition at points, of the field u = x^2 (+ y).
std::vector<double> residuals(const Compilation& c, const std::vector<std::vector<double>>& points) {
  REQUIRE_MESSAGE(c.problem, messages(c));
  const auto u = [](ad::Expr at) { return at.shape().rows > 1 ? at[0] * at[0] + at[1] : at[0] * at[0]; };
  const test::GivenFields scope(static_cast<std::uint32_t>(points.size()), {u});
  return scope.evaluate(c.problem->conditions[0].residuals(scope), points)[0];
}

void check_values(const std::vector<double>& found, const std::vector<double>& wanted) {
  REQUIRE(found.size() == wanted.size());
  for (std::size_t p = 0; p < wanted.size(); ++p) CHECK(found[p] == doctest::Approx(wanted[p]));
}

}  // namespace

TEST_CASE("a table stands wherever a function can: in equations, in values, in definitions, in `exact`") {
  const std::string from = "let D(x) from \"D.csv\"\n";
  check_values(residuals(compiled("domain x in [0, 1]\nfield u\neq u = D(x)\n" + from), {{0, 0.25, 0.5, 0.9, 1}}),
               {-1, 0.0625 - 1.5, 0.25 - 2, 0.81 - 4.4, 1 - 5});
  check_values(
      residuals(compiled("domain x in [0, 1]\nfield u\nlet E(s) = 2*D(1 - s)\neq u = E(x)\n" + from), {{0.25}}),
      {0.0625 - 7});
  check_values(residuals(compiled("domain x in [0, 1]\nfield u\neq u = D + sum(k in 1..2, D)\nlet D from \"D.csv\"\n"),
                         {{0.25, 0.9}}),
               {0.0625 - 4.5, 0.81 - 13.2});
  check_values(residuals(compiled("domain x in [0, 1]\nfield u\neq u = integral(D, x in [0.5, 1])\n"
                                  "let D from \"D.csv\" with columns = [x, D]\n"),
                         {{0.25}}),
               {0.0625 - 1.75});
}

TEST_CASE("derivatives of tables reach equations: the flux through what is measured") {
  // (D u_x)_x = D u_xx + D' u_x, with u = x^2; the condition that is asked for stands behind the walls.
  const auto flux = [](const std::string& with) {
    const Compilation c = compiled("domain x in [0, 1]\nfield u\neq d(D(x)*u_x, x) = 0\nlet D(x) from \"D.csv\"" +
                                       with + "\nbc u = 0 on boundary\n",
                                   "x,D\n0,1\n0.25,1.0625\n0.5,1.25\n1,2\n");
    return residuals(c, {{0.1, 0.6}});
  };
  check_values(flux(" with method = cubic"), {2 * 1.01 + 0.2 * 0.2, 2 * 1.36 + 1.2 * 1.2});  // D = 1 + x^2
  check_values(flux(""), {2 * 1.025 + 0.25 * 0.2, 2 * 1.4 + 1.5 * 1.2});
}

TEST_CASE("a table over two coordinates is a grid in any order, read by the columns that are named") {
  const Compilation c = compiled(
      "domain (x, y) in rect([0, 0], [1, 2])\nfield u\nlet k(a, b) from \"k.csv\" with columns = [east, north, value]\n"
      "eq u = k(x, y)\n",
      "value;north;east\n4,5;2;1\n1;0;0\n3;0;1\n2;2;0\n", "k.csv");
  check_values(residuals(c, {{0, 1, 0.5}, {0, 2, 1}}), {0 - 1.0, 1 + 2 - 4.5, 0.25 + 1 - (1 + 3 + 2 + 4.5) / 4});
}

TEST_CASE("a table without names is read in the order of its arguments, and a comment may name the columns") {
  for (const char* text :
       {"0 1\n0.5\t2\n1 5\n", "# x D\n0 1\n0.5 2\n1 5\n", "% made by a program\n% x   D\n0 1\n.5 2\n1 5\n",
        "x\tD\n0\t1\n0.5\t2\n1\t5\n", "// note\n0;1\n0,5;2\n1;5\n", "D,x,z\n1,0,9\n2,0.5,9\n5,1,9\n"})
    check_values(
        residuals(compiled("domain x in [0, 1]\nfield u\neq u = D(x)\nlet D(x) from \"D.csv\"\n", text), {{0.75}}),
        {0.5625 - 3.5});
}

TEST_CASE("what is wrong with a table that is a function is said at its file") {
  const auto said = [](const std::string& table, const std::string& with = "") {
    return messages(compiled("domain x in [0, 1]\nfield u\neq u = D(x)\nlet D(x) from \"D.csv\"" + with + "\n", table));
  };
  CHECK(said("x,D\n0,1\n0,2\n") == "E0502 `D.csv`: there are two values at 0; ");
  CHECK(said("x,D\n0,1\n") ==
        "E0502 `D.csv`: the grid of `D` has a single value of a coordinate; there must be two at least; ");
  CHECK(said("x,k\n0,1\n") == "E0502 `D.csv` has no column `D`; ");
  CHECK(said("0,1,2\n1,2,3\n") == "E0502 `D.csv` does not name its 3 columns, and x, D are needed; ");
  CHECK(said(line, " with columns = [x]") ==
        "E0304 `D` has 2 columns, one for each argument and one for its value; 1 is named; ");
  CHECK(said(line, " with method = spline").starts_with("E0205 `method` cannot be `spline`"));
  CHECK(said(line, " with weight = 2").starts_with("E0205"));
  const auto refused = [](const std::string& statement) {
    return messages(compiled("domain x in [0, 1]\nfield u\neq u = x\n" + statement + "\n"));
  };
  CHECK(refused("let k from \"D.csv\"") == "E0502 `D.csv` has no column `k`; ");
  CHECK(refused("let D from \"D.csv\" with columns = [z, D]").starts_with("E0203 `z` is not a coordinate"));
  CHECK(refused("param D from \"D.csv\"").starts_with("E0303 only a `let` can be a table"));
  CHECK(refused("let D(a, b, c, d) from \"D.csv\"").starts_with("E0303 a table has one to 3 coordinates"));
  CHECK(refused("let D(x) from \"none.csv\"").starts_with("E0501"));
  CHECK(refused("let f = sin from \"D.csv\"").starts_with("E0303 `sin` is not read from a file"));
}

TEST_CASE("warnings: a slope that jumps under a derivative, an end within the domain") {
  const auto said = [](const std::string& text) {
    return test::codes(compiled("domain x in [0, 1]\nfield u\nbc u = 0 on boundary\n" + text, line));
  };
  CHECK(said("let D(x) from \"D.csv\"\neq D(x)*u_xx = -1\n").empty());
  CHECK(said("let D(x) from \"D.csv\"\neq d(D(x)*u_x, x) = -1\n") == "W0607");
  CHECK(said("let D(x) from \"D.csv\" with method = cubic\neq d(D(x)*u_x, x) = -1\n").empty());
  CHECK(messages(compiled(
            "domain x in [0, 3]\nfield u\nbc u = 0 on boundary\nlet D(x) from \"D.csv\"\neq D(x)*u_xx = -1\n")) ==
        "W0613 `D` is known for x in [0, 1], and x runs over [0, 3]; ");
  CHECK(messages(
            compiled("domain x in [0, 1]\nfield u\nbc u = 0 on boundary\nlet D(x) from \"D.csv\"\neq u_xx = -1\n")) ==
        "W0606 definition `D` is not used; ");
}

TEST_CASE("the outline of a shape is read from a file, closed or not") {
  const std::string text =
      "let plate = polygon from \"outline.csv\"\ndomain (x, y) in plate\nfield u\neq lap(u) = -1\n"
      "bc u = 0 on boundary(plate)\n";
  for (const char* table : {"x,y\n0,0\n2,0\n0,2\n", "0 0\n2 0\n0 2\n0 0\n"}) {
    const Compilation c = compiled(text, table, "outline.csv");
    REQUIRE_MESSAGE(c.problem, messages(c));
    const double inside[] = {0.5, 0.5}, outside[] = {1.5, 1.5};
    CHECK(c.problem->domain.shape->contains(inside));
    CHECK_FALSE(c.problem->domain.shape->contains(outside));
  }
  CHECK(messages(compiled(text, "0 0 1\n", "outline.csv")) ==
        "E0502 `outline.csv` has 3 columns; an outline has two, the coordinates of its corners; ");
}

TEST_CASE("a run keeps its tables: the resolved problem beside copies is the same problem") {
  const std::string text =
      "let D(x) from \"D.csv\" with method = cubic\ndomain x in [0, 1]\nfield u\neq D(x)*u_xx = -1\n"
      "bc u = 0 on boundary\ntrain lm { steps = 3 }\nsample { eq = 20 }\nnetwork { hidden = [4] }\n";
  const Compilation first = compiled(text);
  REQUIRE_MESSAGE(first.problem, messages(first));
  const Folder run;
  ansatz::test::copy(first.data_files, run);
  const Compilation second = compile_text("test.pde", first.resolved, run.path(), {});
  REQUIRE_MESSAGE(second.problem, messages(second));
  CHECK(second.resolved == first.resolved);
  Compilation again = compile_text("test.pde", first.resolved, run.path(), {});
  const auto loss = [](Problem problem) { return solve(std::move(problem)).outcome().last.loss; };
  CHECK(loss(*first.problem) == loss(*again.problem));
  CHECK(loss(*first.problem) != loss(*compiled(text, "x,D\n0,1\n0.5,2\n1,5.5\n").problem));
}

TEST_CASE("a table is found where only headers of data are read") {
  const Folder folder;
  folder.write("D.csv", line);
  const Compilation c =
      compile_text("test.pde", rod + "let D(x) from \"D.csv\"\neq D(x)*u_xx = -1\n", folder.path(), {}, {{}, true});
  CHECK_MESSAGE(c.problem, messages(c));
}

TEST_CASE("what the solver writes for NumPy is read as a table, on a grid and as lists") {
  const Folder folder;
  dsl::Compilation known = test::compile_source(
      "domain x in [0, 1]\ntime t in [0, 2]\nfield u\neq u_xx = 2\nansatz u = x^2 + t + 1e-200*net\n"
      "train adam { steps = 1 }\nsample { eq = 20 }\nnetwork { hidden = [2] }\n");
  REQUIRE_MESSAGE(known.problem, messages(known));
  const Solution solution = solve(std::move(*known.problem));
  const Extract extract(solution, fields_of(solution.problem()), usual_places(solution.problem()));
  ansatz::write(folder / "u.npz", extract, NpzFormat{});
  const auto compile = [&](const std::string& from) {
    return compile_text("test.pde", "domain x in [0, 1]\ntime t in [0, 2]\nfield u\neq u = 0*x + w\n" + from,
                        folder.path(), {});
  };
  const Compilation c = compile("let w from \"u.npz\" with columns = [x, t, u]\n");
  REQUIRE_MESSAGE(c.problem, messages(c));
  const test::GivenFields scope(2, {[](ad::Expr at) { return at[0] * at[0] + at[1]; }});
  const auto off = scope.evaluate(c.problem->conditions[0].residuals(scope), {{0.5, 1}, {1, 1.5}});
  for (const double value : off[0]) CHECK(value == doctest::Approx(0).scale(1));
  CHECK(messages(compile("let w from \"u.npz\"\n")) == "E0502 `u.npz` has no array `w` of real numbers; ");
  folder.write("v.npz", "x,w\n0,1\n");
  CHECK(messages(compile("let w from \"v.npz\"\n")).starts_with("E0502 `v.npz` is no archive of NumPy"));
}
