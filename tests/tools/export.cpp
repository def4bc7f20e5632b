// `ansatz export` on real runs: what other programs read is what `ansatz eval` gives. Headers are compiled and run;
// arrays and pictures are read by Python where it has numpy and meshio (ANSATZ_PYTHON names another than python3).

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sstream>

#include "finished_runs.hpp"
#include "process.hpp"

using process::ansatz;
using process::Folder;
using process::read;
using process::SmallProblem;
namespace fs = std::filesystem;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

process::Result asked(const Folder& folder, std::vector<std::string> words) {
  auto result = ansatz(words, {.folder = folder.path()});
  REQUIRE_MESSAGE(result.status == 0, result.err);
  return result;
}

/// The numbers that a command prints.
std::vector<double> numbers_of(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::vector<double> numbers;
  for (double value = 0; std::fscanf(pipe, "%lf", &value) == 1;) numbers.push_back(value);
  CHECK_MESSAGE(pclose(pipe) == 0, command);
  return numbers;
}

/// The numbers of a table, row by row.
std::vector<std::vector<double>> rows_of(const std::string& table) {
  std::vector<std::vector<double>> rows;
  std::istringstream lines(table);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    auto& row = rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(std::strtod(cell.c_str(), nullptr));
  }
  return rows;
}

/// Points of the domains above, away from the hole of the ring.
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

/// Python with these modules, quoted for a shell; nothing where there is none.
std::string python_with(const std::string& modules) {
  const char* named = std::getenv("ANSATZ_PYTHON");
  std::string python = named != nullptr && *named != '\0' ? named : "python3";
  if (std::system(("'" + python + "' -c 'import " + modules + "' >/dev/null 2>&1").c_str()) == 0)
    return "'" + python + "'";
  MESSAGE("left out: " << python << " has no " << modules << " (ANSATZ_PYTHON may name one that has)");
  return "";
}

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

/// The doubles of an array of an XML file of VTK.
std::vector<double> array_in(const std::string& xml, const std::string& name) {
  const std::size_t at = xml.find("Name=\"" + name + "\"");
  REQUIRE(at != std::string::npos);
  const std::size_t begin = xml.find('>', at) + 1, end = xml.find('<', begin);
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : xml.substr(begin, end - begin)) {
    const char* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char* digit = std::strchr(digits, c);
    if (digit == nullptr || c == '\0') continue;
    bits = bits << 6 | static_cast<std::uint32_t>(digit - digits);
    held += 6;
    if (held >= 8) bytes += static_cast<char>(bits >> (held -= 8) & 0xff);
  }
  std::uint64_t size = 0;
  REQUIRE(bytes.size() >= 8);
  std::memcpy(&size, bytes.data(), 8);
  REQUIRE(bytes.size() == 8 + size);
  std::vector<double> values(size / 8);
  std::memcpy(values.data(), bytes.data() + 8, size);
  return values;
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

TEST_CASE("arrays for NumPy: axes and values, the same bits as the table") {
  const Folder folder;
  run(folder, process::heat);
  run(folder, process::ring);
  asked(folder, {"export", "heat", "--grid", "7x5", "--of", "u,u_t/2", "--out", "heat.npz"});
  asked(folder, {"export", "heat", "--grid", "7x5", "--of", "u,u_t/2", "--out", "heat.csv"});
  asked(folder, {"export", "ring", "--grid", "9x9", "--out", "ring.npz"});
  asked(folder, {"eval", "heat", "--at", "t=0.5", "--grid", "3", "--out", "held.npz"});
  CHECK(read(folder / "heat.npz").starts_with("PK"));
  const std::string python = python_with("numpy");
  if (python.empty()) return;
  folder.write("look.py", R"(import numpy, zipfile
a = numpy.load('heat.npz')
assert zipfile.ZipFile('heat.npz').testzip() is None
assert sorted(a.files) == ['t', 'u', 'u_t_2', 'x'], a.files
assert a['x'].shape == (7,) and a['t'].shape == (5,) and a['u'].shape == (7, 5)
table = numpy.loadtxt('heat.csv', delimiter=',', skiprows=1)
assert (a['u'].ravel() == table[:, 2]).all() and (a['u_t_2'].ravel() == table[:, 3]).all()
assert (numpy.repeat(a['x'], 5) == table[:, 0]).all()
r = numpy.load('ring.npz')['u']
assert r.shape == (9, 9) and numpy.isnan(r[0, 0]) and numpy.isfinite(r[4, 8])
h = numpy.load('held.npz')
assert h['t'] == 0.5 and h['t'].shape == () and h['u'].shape == (3,)
print(1)
)");
  CHECK(numbers_of("cd " + quoted(folder.path()) + " && " + python + " look.py") == std::vector<double>{1});
}

TEST_CASE("a grid on a box is image data, x running fastest") {
  const Folder folder;
  run(folder, process::heat);
  const auto said =
      asked(folder, {"export", "heat", "--format", "vtk", "--grid", "4x3", "--of", "u,if u < 0 then x else t"});
  CHECK(contains(said.out, "out/heat/heat.vti"));
  asked(folder, {"export", "heat", "--grid", "4x3", "--out", "heat.csv"});
  const std::string xml = read(folder / "out/heat/heat.vti");
  CHECK(contains(xml, "WholeExtent=\"0 3 0 2 0 0\""));
  CHECK(contains(xml, "Origin=\"-1 0 0\""));
  CHECK(contains(xml, "Name=\"if u &lt; 0 then x else t\""));
  const auto rows = rows_of(read(folder / "heat.csv"));
  const auto u = array_in(xml, "u");
  REQUIRE(u.size() == 12);
  for (std::size_t x = 0; x < 4; ++x)
    for (std::size_t t = 0; t < 3; ++t) CHECK(u[t * 4 + x] == rows[x * 3 + t][2]);

  asked(folder, {"export", "heat", "--at", "t=0.25", "--grid", "6", "--out", "line.vti"});
  CHECK(array_in(read(folder / "line.vti"), "TimeValue") == std::vector<double>{0.25});
}

TEST_CASE("a domain with a hole is cells of its shape, and meshio reads them") {
  const Folder folder;
  run(folder, process::ring);
  const auto said = asked(folder, {"export", "ring", "--format", "vtk", "--grid", "41x41", "--of", "u,u_x"});
  CHECK(contains(said.out, "ring.vtu"));
  run(folder, process::heat);
  asked(folder, {"export", "heat", "--grid", "5x4", "--out", "heat.vtu"});
  folder.write("some.csv", "x,y\n0,0.9\n0.5,-0.5\n");
  asked(folder, {"eval", "ring", "--points", "some.csv", "--out", "some.vtu"});
  asked(folder, {"eval", "ring", "--points", "some.csv", "--out", "some_values.csv"});
  const auto image = ansatz({"export", "ring", "--out", "ring.vti"}, {.folder = folder.path()});
  CHECK(image.status == 1);
  CHECK(contains(image.err, ".vtu"));

  const std::string python = python_with("meshio");
  if (python.empty()) return;
  folder.write("look.py", R"(import meshio, numpy
m = meshio.read('out/ring/ring.vtu')
def area(cells):
    p = m.points[cells]
    x, y = p[..., 0], p[..., 1]
    return 0.5 * numpy.abs((x * numpy.roll(y, -1, 1) - y * numpy.roll(x, -1, 1)).sum(1))
total = sum(area(block.data).sum() for block in m.cells)
assert {block.type for block in m.cells} == {'triangle', 'quad'}
x, y = m.points[:, 0], m.points[:, 1]
assert (numpy.hypot(x, y) <= 1 + 1e-9).all() and (numpy.hypot(x - 0.2, y - 0.1) >= 0.3 - 1e-9).all()
assert set(m.point_data) == {'u', 'u_x'} and numpy.isfinite(m.point_data['u']).all()
with open('nodes.csv', 'w') as f:
    f.write('x,y\n' + ''.join(f'{a!r},{b!r}\n' for a, b in zip(x.tolist(), y.tolist())))
numpy.savetxt('u.txt', m.point_data['u'], fmt='%.17g')
heat = meshio.read('heat.vtu')
assert [b.type for b in heat.cells] == ['quad'] and len(heat.cells[0].data) == 12 and len(heat.points) == 20
some = meshio.read('some.vtu')
print(total, *some.point_data['u'])
)");
  const auto found = numbers_of("cd " + quoted(folder.path()) + " && " + python + " look.py");
  REQUIRE(found.size() == 3);
  CHECK(found[0] == doctest::Approx(3.14159265358979 * (1 - 0.09)).epsilon(0.005));
  const auto some = rows_of(read(folder / "some_values.csv"));
  CHECK(found[1] == some[0][2]);
  CHECK(found[2] == some[1][2]);
  asked(folder, {"eval", "ring", "--points", "nodes.csv", "--out", "nodes_values.csv"});
  const auto nodes = rows_of(read(folder / "nodes_values.csv"));
  std::istringstream u(read(folder / "u.txt"));
  for (const auto& row : nodes) {
    double value = 0;
    const bool found_one = static_cast<bool>(u >> value);
    REQUIRE(found_one);
    CHECK(value == row[2]);
  }
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
