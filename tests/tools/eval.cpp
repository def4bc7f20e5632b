// `ansatz eval` on real runs: the values that the run wrote, bit for bit; derivatives and residuals against differences
// of these; and what is said of questions without an answer.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "finished_runs.hpp"
#include "process.hpp"

using process::ansatz;
using process::contains;
using process::Folder;
using process::read;
namespace fs = std::filesystem;

namespace {

process::Result asked(const Folder& folder, std::vector<std::string> words) {
  words.insert(words.begin(), "eval");
  return ansatz(words, {.folder = folder.path()});
}

/// The numbers of a table, row by row, without its first line.
std::vector<std::vector<double>> numbers(const std::string& table) {
  std::vector<std::vector<double>> rows;
  std::istringstream lines(table);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    for (char& c : line) c = c == ',' ? ' ' : c;
    std::istringstream cells(line);
    auto& row = rows.emplace_back();
    for (std::string cell; cells >> cell;) row.push_back(std::strtod(cell.c_str(), nullptr));
  }
  return rows;
}

/// What is said when a question has no answer.
std::string refused(const Folder& folder, std::vector<std::string> words, int status = 1) {
  const auto result = asked(folder, std::move(words));
  CHECK_MESSAGE(result.status == status, (result.out + result.err));
  CHECK(result.out.empty());
  return result.err;
}

}  // namespace

TEST_CASE("on the evaluation grid eval gives the bits that the run wrote") {
  const Folder folder;
  for (const auto* problem : {&process::heat, &process::pair, &process::ring, &process::decay, &process::marched}) {
    CAPTURE(problem->name);
    run(folder, *problem);
    const std::string wrote = read(folder / ("out/" + problem->name + "/solution.csv"));
    const auto here = asked(folder, {problem->name, "--out", "here.csv"});
    REQUIRE_MESSAGE(here.status == 0, here.err);
    CHECK_MESSAGE((read(folder / "here.csv") == wrote), "other bits");
    const std::string sizes = problem->name == "ring" ? "151x151" : problem->name == "decay" ? "1001" : "201x101";
    REQUIRE(asked(folder, {problem->name, "--grid", sizes, "--out", "grid.csv", "--threads", "1"}).status == 0);
    CHECK_MESSAGE((read(folder / "grid.csv") == wrote), "other bits on the grid");
  }
}

TEST_CASE("single precision trained: values are those of its parameters in double") {
  const Folder folder;
  run(folder, process::single);
  REQUIRE(asked(folder, {"single", "--out", "here.csv"}).status == 0);
  const auto here = numbers(read(folder / "here.csv")), wrote = numbers(read(folder / "out/single/solution.csv"));
  REQUIRE(here.size() == wrote.size());
  for (std::size_t p = 0; p < here.size(); ++p) CHECK(here[p][1] == doctest::Approx(wrote[p][1]).epsilon(1e-5));
}

TEST_CASE("expressions, residuals, parameters and unknowns at points") {
  const Folder folder;
  run(folder, process::heat);
  folder.write("points.csv", "t, note, x\n0.5,1,0.25\n0.1,2,-0.5\n");
  const auto result = asked(folder, {"heat", "--points", "points.csv", "--out", "values.csv", "--of",
                                     "u,u_t,u_x,u_xx,nu,flux,heat", "--of", "walls,max(u, 2*x)"});
  REQUIRE_MESSAGE(result.status == 0, result.err);
  CHECK(contains(result.out, " at 2 points"));
  const std::string table = read(folder / "values.csv");
  CHECK(table.starts_with("x,t,u,u_t,u_x,u_xx,nu,flux,heat,walls,\"max(u, 2*x)\"\n"));
  const auto rows = numbers(table);
  REQUIRE(rows.size() == 2);
  for (const auto& row : rows) {
    REQUIRE(row.size() == 11);
    const double u = row[2], u_t = row[3], u_x = row[4], u_xx = row[5];
    CHECK(row[6] == 0.1);
    CHECK(row[7] == doctest::Approx(-0.1 * u_x).epsilon(1e-14));
    CHECK(row[8] == doctest::Approx(u_t - 0.1 * u_xx).epsilon(1e-12));
    CHECK(row[9] == u);
    CHECK(row[10] == std::max(u, 2 * row[0]));
  }
  CHECK(rows[0][0] == 0.25);
  CHECK(rows[1][1] == 0.1);

  // Derivatives are those of the values.
  const auto near = asked(folder, {"heat", "--at", "t=0.5", "--grid", "3", "--of", "u,u_x"});
  REQUIRE_MESSAGE(near.status == 0, near.err);
  CHECK(contains(near.out, "x    t"));
  folder.write("near.csv", "x,t\n0.2499,0.5\n0.2501,0.5\n");
  REQUIRE(asked(folder, {"heat", "--points", "near.csv", "--out", "near_values.csv"}).status == 0);
  const auto sides = numbers(read(folder / "near_values.csv"));
  CHECK((sides[1][2] - sides[0][2]) / 2e-4 == doctest::Approx(rows[0][4]).epsilon(1e-6));

  run(folder, process::pair);
  const auto unknown = asked(folder, {"pair", "--at", "x=0.5,t=0.25", "--of", "c,α_x"});
  REQUIRE_MESSAGE(unknown.status == 0, unknown.err);
  CHECK(contains(unknown.out, "α_x"));
}

TEST_CASE("to the terminal: all of a few points, the ends and the ranges of many") {
  const Folder folder;
  run(folder, process::heat);
  const auto one = asked(folder, {"heat", "--at", "x=0.25", "--at", "t=0.5"});
  CHECK_MESSAGE(one.status == 0, one.err);
  CHECK(std::count(one.out.begin(), one.out.end(), '\n') == 2);
  const auto many = asked(folder, {"out/heat"});
  CHECK_MESSAGE(many.status == 0, many.err);
  CHECK(std::count(many.out.begin(), many.out.end(), '\n') < 20);
  CHECK(contains(many.out, "20301 points; --out FILE.csv writes them all"));
  CHECK(contains(many.out, "u  from"));
}

TEST_CASE("a run is found by its folder, its name and its problem; one that is not there by its neighbours") {
  const Folder folder;
  run(folder, process::decay);
  run(folder, process::single, {"--out", "elsewhere"});
  for (const char* name : {"decay", "out/decay", "out/decay/", "decay.pde", "out/decay/problem.pde",
                           "out/decay/checkpoint", "elsewhere"}) {
    CAPTURE(name);
    CHECK(asked(folder, {name, "--grid", "3"}).status == 0);
  }
  const auto far = refused(folder, {"dekay"});
  CHECK_MESSAGE(contains(far, "did you mean `decay`?"), far);
  CHECK(contains(refused(folder, {"out"}), "`out/decay`"));
  CHECK(contains(refused(folder, {"zzzzz"}), "`elsewhere`"));
  CHECK(contains(refused(folder, {"single.pde"}), "--out"));
  fs::create_directory(folder / "empty");
  CHECK(contains(refused(folder, {"empty"}), "no problem.pde"));
  for (const char* name : {"checkpoint", "checkpoint.before"}) fs::remove(folder / "out/decay" / name);
  CHECK(contains(refused(folder, {"decay"}), "has left no checkpoint"));
}

TEST_CASE("files of a run that are of another version, damaged, or of another problem") {
  const Folder folder;
  run(folder, process::decay);
  const fs::path checkpoint = folder / "out/decay/checkpoint";
  fs::remove(folder / "out/decay/checkpoint.before");  // which a run leaves that takes more than a second
  const std::string whole = read(checkpoint);
  std::string other = whole;
  other[std::string("ansatz checkpoint\n").size()] = 99;
  folder.write("out/decay/checkpoint", other);
  CHECK(contains(refused(folder, {"decay"}, 3), "version"));
  folder.write("out/decay/checkpoint", whole.substr(0, whole.size() / 2));
  CHECK(contains(refused(folder, {"decay"}, 3), "damaged"));
  folder.write("out/decay/checkpoint", "");
  CHECK(!refused(folder, {"decay"}, 3).empty());
  folder.write("out/decay/checkpoint", whole);
  run(folder, process::single);
  fs::copy_file(folder / "out/single/checkpoint", checkpoint, fs::copy_options::overwrite_existing);
  CHECK(!refused(folder, {"decay"}).empty());
  folder.write("out/decay/problem.pde", "field");
  CHECK(contains(refused(folder, {"decay"}), "no problem that this program understands"));
}

TEST_CASE("questions without an answer are errors that say what to do") {
  const Folder folder;
  run(folder, process::ring);
  const auto says = [&](std::vector<std::string> words, const std::string& part, int status = 1) {
    words.insert(words.begin(), "ring");
    const std::string message = refused(folder, words, status);
    CHECK_MESSAGE(contains(message, part), (part + " in\n" + message));
  };
  says({"--at", "x=2,y=0.5"}, "(2, 0.5) lies outside");
  says({"--at", "x=0.2,y=0.1"}, "disk([0, 0], 1)");  // in the hole
  says({"--at", "x=0.2,y=0.1,x=1"}, "given twice");
  says({"--at", "z=1"}, "there is no coordinate `z`; coordinates are x, y");
  says({"--at", "x"}, "x=0.5");
  says({"--at", "x=pi"}, "`pi` is no number");
  says({"--at", "x=5", "--grid", "11"}, "no point of the grid");
  says({"--grid", "11"}, "needs one for each coordinate that is not held: x, y");
  says({"--grid", "11x11x11"}, "3 sizes");
  says({"--grid", "11xy"}, "whole numbers");
  says({"--grid", "0x3"}, "at least 1 point");
  says({"--grid", "-1x3"}, "whole numbers");
  says({"--grid", "10000000x10000000"}, "GB of memory");
  says({"--grid", "4000000000x4000000000"}, "GB of memory");
  says({"--grid", "99999999999999999999x2"}, "whole numbers");
  says({"--of", "uu"}, "did you mean `u`?");
  says({"--of", "u_xz"}, "--of:1:1");
  says({"--of", "u,u"}, "two columns would be named `u`");
  says({"--of", "x"}, "two columns would be named `x`");
  says({"--of", "free"}, "boundary");
  says({"--points", "none.csv"}, "none.csv", 3);
  says({"--out", "values.xyz", "--at", "x=0,y=0.5"}, ".npz");
  says({"--out", "values.hpp"}, "ansatz export");
  says({"--outside", "maybe"}, "maybe", 2);

  folder.write("wrong.csv", "x,z\n0,1\n");
  says({"--points", "wrong.csv"}, "has no column `y`");
  folder.write("text.csv", "x,y\n0,here\n");
  says({"--points", "text.csv"}, "text.csv:2: column `y` holds \"here\"");
  folder.write("headers.csv", "x,y\n");
  says({"--points", "headers.csv"}, "no points");
  says({"--points", "headers.csv", "--grid", "3x3"}, "--grid do not go with it");

  folder.write("far.csv", "x,y\n0,0.9\n5,5\n6,6\n7,7\n8,8\n");
  says({"--points", "far.csv"}, "4 of the 5 points lie outside: (5, 5), (6, 6), (7, 7), ...");
  const auto kept = asked(folder, {"ring", "--points", "far.csv", "--outside", "nan", "--out", "far_values.csv"});
  REQUIRE_MESSAGE(kept.status == 0, kept.err);
  const auto rows = numbers(read(folder / "far_values.csv"));
  REQUIRE(rows.size() == 5);
  CHECK(std::isfinite(rows[0][2]));
  CHECK(std::isnan(rows[4][2]));
}

TEST_CASE("an interrupted run in windows has the solution as far as it came") {
  const Folder folder;
  folder.write("marched.pde", process::marched.text);
  auto interrupted = process::Options{.folder = folder.path()};
  interrupted.interrupt_on = "out/marched/problem.pde";
  const auto ended = ansatz({"run", "marched.pde", "--set", "train.steps=3000", "--quiet"}, interrupted);
  REQUIRE(ended.status == 130);
  CHECK(asked(folder, {"marched", "--at", "x=0.5,t=0.1"}).status == 0);
  const auto late = refused(folder, {"marched", "--at", "x=0.5,t=0.9"});
  CHECK_MESSAGE(contains(late, "windows of time"), late);
}

TEST_CASE("a function that a problem was solved for all of is given as a formula") {
  const Folder folder;
  folder.write("any.pde",
               "domain x in [0, 1]\ngiven f(x) in gaussian(length = 0.4, terms = 8)\nfield u\neq u_x = f(x)\n"
               "bc u = 0 on x = 0\nnetwork { layers = [deeponet(8, branch = [], trunk = [8])] }\nsample { eq = 600 }\n"
               "train auto { steps = 150 }\n");
  REQUIRE(ansatz({"run", "any.pde", "--quiet"}, {.folder = folder.path()}).status == 0);
  const auto along = asked(folder, {"any", "--at", "f=cos(x)", "--grid", "5"});
  REQUIRE_MESSAGE(along.status == 0, along.err);
  CHECK_MESSAGE(contains(along.out, "everywhere\n\n   x"), along.out);  // amplitudes stand above
  const auto rows = numbers(along.out.substr(along.out.find("\n\n") + 2));
  REQUIRE(rows.size() == 5);
  for (const auto& row : rows) CHECK(row.at(1) == doctest::Approx(std::sin(row[0])).epsilon(2e-3));

  const auto says = [&](const std::string& at, const std::string& what) {
    const std::string said = refused(folder, {"any", "--at", at});
    CHECK_MESSAGE(contains(said, what), said);
  };
  says("f=sin(30*x),x=0", "the nearest function of those that the problem was solved for is off by");
  says("f=100,x=0", "a greater `deviation` would hold it");
  says("f=1/x,x=0", "not finite");
  says("f=y,x=0", "the formula is wrong");
  says("f=[1, 2],x=0", "this is a vector");
  says("f=1,f1=0,x=0", "`f1` is given twice");
  says("f=u,x=0", "a function of `x` alone");
  says("f=x*f1,x=0", "a function of `x` alone");
  says("g=1,x=0", "no coordinate `g`");
}
