// `ansatz export` on real runs: headers are compiled and run and give what `ansatz eval` gives; what a run saves by
// itself, and what cannot be written. Formats of arrays and meshes: export_arrays.cpp.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "exported.hpp"
#include "finished_runs.hpp"

using namespace process;
namespace fs = std::filesystem;

namespace {

/// Points of the domains of finished_runs.hpp, away from the hole of the ring.
std::string points_of(const SmallProblem& problem) {
  std::string table;
  for (const std::string& name : problem.coordinates) table += (table.empty() ? "" : ",") + name;
  for (int p = 0; p < 40; ++p) {
    const double a = 0.5 + 0.499 * std::sin(12.9898 * p), b = 0.5 + 0.499 * std::sin(78.233 * p + 1);
    const double angle = 6.28318 * a, radius = 0.75 + 0.2 * b;
    std::vector<double> point{a, b};
    if (problem.name == "ring") point = {radius * std::cos(angle), radius * std::sin(angle)};
    if (problem.name == "decay") point = {3 * a};
    point.resize(problem.coordinates.size());
    char cells[64];
    std::snprintf(cells, sizeof cells, point.size() == 1 ? "\n%.17g" : "\n%.17g,%.17g", point[0], point.back());
    table += cells;
  }
  return table + "\n";
}

}  // namespace

TEST_CASE("headers give what eval gives, and their first derivatives, for every kind of network") {
  const Folder folder;
  std::string includes, body;
  std::vector<double> expected;
  const auto add = [&](const SmallProblem& problem, const std::string& of) {
    const std::string& space = problem.name;
    asked(folder, {"export", problem.name, "--format", "cpp", "--of", of, "--out", space + ".hpp"});
    folder.write("points.csv", points_of(problem));
    std::string all = of;
    std::istringstream quantities(of);
    for (std::string quantity; std::getline(quantities, quantity, ',');)
      for (const std::string& x : problem.coordinates) all += ",d(" + quantity + ", " + x + ")";
    asked(folder, {"eval", problem.name, "--points", "points.csv", "--of", all, "--out", "values.csv"});
    includes += "#include \"" + space + ".hpp\"\n";
    for (const auto& row : rows_of(read(folder / "values.csv"))) {
      const std::size_t d = problem.coordinates.size();
      body += "  {\n    const double point[] = {";
      char number[40];
      for (std::size_t i = 0; i < d; ++i) std::snprintf(number, sizeof number, "%.17g, ", row[i]), body += number;
      body += "};\n    show<" + space + "::quantities, " + space + "::coordinates>(point, [](auto... a) { " + space +
              "::evaluate(a...); });\n  }\n";
      expected.insert(expected.end(), row.begin() + static_cast<std::ptrdiff_t>(d), row.end());
    }
  };
  for (const auto* problem :
       {&process::heat, &process::pair, &process::ring, &process::decay, &process::marched, &process::single})
    run(folder, *problem);
  add(process::heat, "u");
  add(process::pair, "α,v,c*α*v");
  add(process::ring, "u,u_xx");
  add(process::decay, "u");
  add(process::marched, "u,u_x");
  add(process::single, "u");

  // The name of the run is that of its folder, which here means nothing in C++; its title ends comments elsewhere.
  fs::copy(folder / "out/pair", folder / "class *\\");
  asked(folder, {"export", "class *\\", "--format", "cpp", "--out", "odd.hpp"});
  includes += "#include \"odd.hpp\"\n#include <cstdio>\n";
  folder.write(
      "main.cpp",
      includes + R"(
template <int quantities, int coordinates, class F>
void show(const double* point, F evaluate) {
  double alone[quantities], values[quantities], derivatives[quantities * coordinates];
  evaluate(point, alone);
  evaluate(point, values, derivatives);
  for (int k = 0; k < quantities; ++k) std::printf("%.17g\n", alone[k] == values[k] ? values[k] : 1e99);
  for (double value : derivatives) std::printf("%.17g\n", value);
}
int main() {
)" + body +
          R"(  const double x = heat::u(0.25, 0.5) + heat::u_x(0.25, 0.5) + marched::u_x(0.1, 0.2) + pair::c + pair::v_t(0.1, 0.2);
  return x == x && class_2::u03b1(1.0, 0.5) == class_2::u03b1(1.0, 0.5) ? 0 : 1;
}
)");
  const std::string compile = ANSATZ_COMPILER " -std=c++17 -Wall -Wextra -Wpedantic -Werror -O1 -ffp-contract=off " +
                              quoted(folder / "main.cpp") + " -o " + quoted(folder / "main");
  REQUIRE(std::system(compile.c_str()) == 0);
  const std::vector<double> found = numbers_of(quoted(folder / "main"));
  REQUIRE(found.size() == expected.size());
  double worst = 0;
  for (std::size_t i = 0; i < found.size(); ++i)
    worst = std::max(worst, std::abs(found[i] - expected[i]) / std::max(1.0, std::abs(expected[i])));
  CHECK(worst < 1e-14);
  CHECK(contains(read(folder / "odd.hpp"), "// */ <script>alert('&')</script>"));
}

TEST_CASE("a run saves what its `output` asks for in the formats of the same table") {
  const Folder folder;
  run(folder, process::heat, {"--set", "output.save=[csv, npz, vtk, cpp]", "--out", "all"});
  for (const char* file : {"solution.csv", "history.csv", "solution.npz", "solution.vti", "solution.hpp"})
    CHECK_MESSAGE(fs::exists(folder / "all" / file), file);
  CHECK(!fs::exists(folder / "all/checkpoint"));
  run(folder, process::heat, {"--set", "output.save=[model, npz]", "--out", "some"});
  CHECK(fs::exists(folder / "some/checkpoint"));
  CHECK(!fs::exists(folder / "some/solution.csv"));
  asked(folder, {"export", "some", "--out", "again.npz"});
  CHECK(read(folder / "again.npz") == read(folder / "some/solution.npz"));
  CHECK(read(folder / "all/solution.npz") == read(folder / "some/solution.npz"));
  run(folder, process::heat, {"--out", "usual"});
  CHECK(fs::exists(folder / "usual/solution.csv"));
  CHECK(!fs::exists(folder / "usual/solution.npz"));

  const std::string doc = ansatz({"doc", "output"}).out, help = ansatz({"export", "--help"}).out;
  for (const char* format : {"csv", "npz", "vtk", "cpp"}) {
    CHECK_MESSAGE(contains(doc, format), doc);
    CHECK_MESSAGE(contains(help, format), help);
  }
}

TEST_CASE("what cannot be written is refused, before training where a run is to write it") {
  const Folder folder;
  const auto says = [&](std::vector<std::string> words, const std::string& part, int status = 1) {
    const auto result = ansatz(words, {.folder = folder.path()});
    CHECK_MESSAGE(result.status == status, result.err);
    CHECK_MESSAGE(contains(result.err, part), (part + " in\n" + result.err));
  };
  run(folder, process::ring);
  says({"export", "ring"}, "--format csv|npz|vtk|cpp");
  says({"export", "ring", "--format", "xlsx"}, "xlsx", 2);
  says({"export", "ring", "--format", "npz", "--out", "ring.csv"}, ".npz");
  says({"export", "ring", "--format", "cpp", "--grid", "3x3"}, "not values at points");
  says({"export", "ring", "--out", "no/such/folder/u.csv"}, "no/such/folder", 3);
  run(folder, process::heat);
  says({"export", "heat", "--format", "vtk", "--grid", "1x1"}, "single point");

  folder.write(
      "four.pde",
      "domain (x, y, z) in box([0, 0, 0], [1, 1, 1])\ntime t in [0, 1]\nfield u\neq u_t = u_xx + u_yy + u_zz\nic u = "
      "x\n"
      "bc u = x on boundary\nnetwork { hidden = [4] }\nsample { eq = 60; boundary = 60 }\ntrain lm { steps = 1 }\n");
  says({"run", "four.pde", "--set", "output.save=[vtk]"}, "holds up to 3 coordinates");
  CHECK(!fs::exists(folder / "out/four/result.json"));
  REQUIRE(ansatz({"run", "four.pde", "--quiet"}, {.folder = folder.path()}).status == 0);
  says({"export", "four", "--format", "vtk", "--grid", "3x3x3x3"}, "up to 3 coordinates");
  asked(folder, {"export", "four", "--format", "vtk", "--at", "t=0.5", "--grid", "3x3x3"});
}
