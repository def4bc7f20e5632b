// The folder of a run: what is there already is kept, what a run writes can be followed, and a run goes on from it.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "process.hpp"

using process::ansatz;
using process::Folder;
using process::read;
namespace fs = std::filesystem;

namespace {

const char* problem = R"(domain x in [-1, 1]
time   t in [0, 1]
field  u
eq heat:  u_t = 0.1*u_xx
ic start: u = -sin(pi*x)
bc walls: u = 0 on x = -1, x = 1
network { hidden = [8]*2 }
sample { eq = 1000; boundary = 100 }
train adam { steps = 8 }
)";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The steps of a history, row by row; fails where a row has another number of cells than the header.
std::vector<std::string> steps_of(const std::string& history) {
  std::istringstream lines(history);
  std::vector<std::string> steps;
  std::string header;
  std::getline(lines, header);
  for (std::string line; std::getline(lines, line);) {
    CHECK(std::count(line.begin(), line.end(), ',') == std::count(header.begin(), header.end(), ','));
    steps.push_back(line.substr(0, line.find(',')));
  }
  return steps;
}

}  // namespace

TEST_CASE("a second run keeps the first, aside; --force replaces it; --resume goes on in it") {
  Folder folder;
  folder.write("tiny.pde", problem);
  const process::Options here{.folder = folder.path()};
  REQUIRE(ansatz({"run", "tiny.pde", "--seed", "1"}, here).status == 0);
  const auto first = read(folder / "out/tiny/solution.csv");

  const auto second = ansatz({"run", "tiny.pde", "--seed", "2"}, here);
  CHECK(second.status == 0);
  CHECK_MESSAGE(contains(second.err, "the run that was in out/tiny is kept in out/tiny.1"), second.err);
  CHECK(read(folder / "out/tiny.1/solution.csv") == first);
  const auto newest = read(folder / "out/tiny/solution.csv");
  CHECK(newest != first);

  REQUIRE(ansatz({"run", "tiny.pde", "--seed", "3", "--out", "out/tiny/"}, here).status == 0);
  CHECK(read(folder / "out/tiny.1/solution.csv") == first);
  CHECK(read(folder / "out/tiny.2/solution.csv") == newest);
  CHECK(ansatz({"eval", "tiny.1", "--at", "x=0,t=0.5"}, here).status == 0);

  folder.write("out/tiny/solution.vti", "of another run");
  CHECK(ansatz({"run", "tiny.pde", "--force"}, here).status == 0);
  CHECK(!fs::exists(folder / "out/tiny/solution.vti"));
  CHECK(ansatz({"run", "tiny.pde", "--resume"}, here).status == 0);
  CHECK(!fs::exists(folder / "out/tiny.3"));
  CHECK(ansatz({"run", "tiny.pde", "--resume", "--force"}, here).status == 2);
}

TEST_CASE("a folder in which no file is in the way is used as it is") {
  Folder folder;
  folder.write("tiny.pde", problem);
  folder.write("out/tiny/notes.txt", "mine");
  CHECK(ansatz({"run", "tiny.pde"}, {.folder = folder.path()}).status == 0);
  CHECK(read(folder / "out/tiny/notes.txt") == "mine");
  CHECK(!fs::exists(folder / "out/tiny.1"));
}

TEST_CASE("what a run reads, and the folder it runs in, are not moved aside") {
  Folder folder;
  folder.write("tiny.pde", problem);
  const process::Options here{.folder = folder.path()};
  REQUIRE(ansatz({"run", "tiny.pde"}, here).status == 0);
  const auto source = ansatz({"run", "out/tiny/problem.pde", "--out", "out/tiny"}, here);
  CHECK(source.status == 1);
  CHECK_MESSAGE(contains(source.err, "--force"), source.err);
  const auto inside = ansatz({"run", "../../tiny.pde", "--out", "."}, {.folder = folder / "out/tiny"});
  CHECK_MESSAGE(inside.status == 1, inside.err);
  CHECK(fs::exists(folder / "out/tiny/result.json"));
}

TEST_CASE("history.csv grows while the run goes on; a kill tears nothing that --resume does not mend") {
  Folder folder;
  folder.write("tiny.pde", problem);
  const process::Options here{.folder = folder.path()};
  REQUIRE(ansatz({"run", "tiny.pde", "--out", "whole", "--set", "train.steps=400"}, here).status == 0);

  auto interrupted = here;
  interrupted.interrupt_on = "part/history.csv";
  const auto part = ansatz({"run", "tiny.pde", "--out", "part", "--set", "train.steps=400"}, interrupted);
  REQUIRE(part.status == 130);
  CHECK_MESSAGE(contains(part.out, "run tiny.pde --set train.steps=400 --out part --resume"), part.out);

  // As a kill leaves it: rows after those of the checkpoint, and half of one.
  std::ofstream(folder / "part/history.csv", std::ios::app) << "399,1,1,1,1,1\n400,1";
  REQUIRE(ansatz({"run", "tiny.pde", "--out", "part", "--set", "train.steps=400", "--resume"}, here).status == 0);
  const auto steps = steps_of(read(folder / "part/history.csv"));
  CHECK(steps == steps_of(read(folder / "whole/history.csv")));
  CHECK(std::set<std::string>(steps.begin(), steps.end()).size() == steps.size());
}

TEST_CASE("--max-time ends a run with its files written and a status of its own") {
  Folder folder;
  folder.write("tiny.pde", problem);
  const process::Options here{.folder = folder.path()};
  const auto run = ansatz({"run", "tiny.pde", "--set", "train.steps=100000000", "--max-time", "0.3s"}, here);
  CHECK_MESSAGE(run.status == 124, run.err);
  CHECK_MESSAGE(contains(run.out, "the time of --max-time 0.3s is over"), run.out);
  CHECK(contains(run.out, "--max-time 0.3s --resume"));
  CHECK(nlohmann::json::parse(read(folder / "out/tiny/result.json"))["status"] == "interrupted");
  CHECK(fs::exists(folder / "out/tiny/checkpoint"));
  CHECK(ansatz({"run", "tiny.pde", "--max-time", "1h"}, here).status == 0);
  const auto wrong = ansatz({"run", "tiny.pde", "--max-time", "soon"}, here);
  CHECK(wrong.status == 2);
  CHECK_MESSAGE(contains(wrong.err, "10min"), wrong.err);
}
