// The folder of a run: what is there already is kept, what a run writes can be followed, and a run goes on from it.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <thread>

#include "process.hpp"

using process::ansatz;
using process::contains;
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

TEST_CASE("results are put beside files that are no run's only where --force asks for it") {
  Folder folder;
  folder.write("tiny.pde", problem);
  folder.write("out/tiny/notes.txt", "mine");
  const process::Options here{.folder = folder.path()};
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"run", "tiny.pde"}, {"run", "tiny.pde", "--out", "."}}) {
    const auto refused = ansatz(words, here);
    CHECK(refused.status == 1);
    CHECK_MESSAGE(contains(refused.err, "is no folder of a run, and holds files"), refused.err);
    CHECK(contains(refused.err, "/tiny, or let --force"));
  }
  CHECK(!fs::exists(folder / ".ansatz"));
  CHECK(!fs::exists(folder / "out/tiny/.ansatz"));

  CHECK(ansatz({"run", "tiny.pde", "--force"}, here).status == 0);
  CHECK(read(folder / "out/tiny/notes.txt") == "mine");
  CHECK(ansatz({"run", "tiny.pde", "--force"}, here).status == 0);
  CHECK(read(folder / "out/tiny/notes.txt") == "mine");
  CHECK(ansatz({"run", "tiny.pde"}, here).status == 0);  // it is a run's now, and kept whole
  CHECK(read(folder / "out/tiny.1/notes.txt") == "mine");

  fs::create_directories(folder / "empty");
  CHECK(ansatz({"run", "tiny.pde", "--out", "empty"}, here).status == 0);
}

TEST_CASE("all files of a run bear its name, and files of another one are seen") {
  Folder folder;
  folder.write("tiny.pde", problem + std::string("output { save = [model, csv, vtk, cpp, report] }\n"));
  const process::Options here{.folder = folder.path()};
  const auto name = [&](const char* run) {
    return nlohmann::json::parse(read(folder / run / "result.json"))["run"].get<std::string>();
  };
  REQUIRE(ansatz({"run", "tiny.pde", "--out", "a"}, here).status == 0);
  REQUIRE(ansatz({"run", "tiny.pde", "--out", "b", "--seed", "7"}, here).status == 0);
  REQUIRE(ansatz({"run", "tiny.pde", "--out", "again"}, here).status == 0);
  CHECK(name("a").size() == 12);
  CHECK(name("a") == name("again"));
  CHECK(name("a") != name("b"));
  CHECK(contains(nlohmann::json::parse(read(folder / "a/result.json"))["problem_sha256"], name("a")));
  for (const char* file : {"checkpoint", "solution.vti", "solution.hpp", "report.html"})
    CHECK_MESSAGE(contains(read(folder / "a" / file), name("a")), file);
  CHECK(ansatz({"eval", "a", "--at", "x=0,t=0.5"}, here).err.empty());

  const std::string own = name("a");
  fs::copy_file(folder / "b/checkpoint", folder / "a/checkpoint", fs::copy_options::overwrite_existing);
  fs::copy_file(folder / "b/result.json", folder / "again/result.json", fs::copy_options::overwrite_existing);
  for (const char* command : {"eval", "report", "export"}) {
    std::vector<std::string> words = {command, "a"};
    if (std::string(command) == "eval") words.insert(words.end(), {"--at", "x=0,t=0.5"});
    if (std::string(command) == "export") words.insert(words.end(), {"--format", "csv"});
    const auto asked = ansatz(words, here);
    CHECK_MESSAGE(contains(asked.err, "warning: a holds files of several runs: problem.pde is of run " + own),
                  asked.err);
  }
  CHECK(contains(ansatz({"eval", "again", "--at", "x=0,t=0.5"}, here).err, "result.json of " + name("b")));
}

TEST_CASE("a run that goes on with other settings is another run in all its files") {
  Folder folder;
  folder.write("tiny.pde", problem);
  const process::Options here{.folder = folder.path()};
  REQUIRE(ansatz({"run", "tiny.pde"}, here).status == 0);
  const auto resumed = ansatz({"run", "tiny.pde", "--resume", "--set", "train.steps=12"}, here);
  REQUIRE(resumed.status == 0);
  CHECK_MESSAGE(!contains(resumed.err, "several runs"), resumed.err);
  CHECK(ansatz({"eval", "tiny", "--at", "x=0,t=0.5"}, here).err.empty());
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
  CHECK(ansatz({"run", "tiny.pde", "--max-time", "1 h 30 min"}, here).status == 0);
  const auto wrong = ansatz({"run", "tiny.pde", "--max-time", "soon"}, here);
  CHECK(wrong.status == 2);
  CHECK_MESSAGE(contains(wrong.err, "10min"), wrong.err);
}

TEST_CASE("a run goes on with another rate, says so, and so does its problem.pde; it is not made shorter than it is") {
  Folder folder;
  folder.write("tiny.pde", problem);
  const process::Options here{.folder = folder.path()};
  REQUIRE(ansatz({"run", "tiny.pde"}, here).status == 0);
  const auto first = read(folder / "out/tiny/problem.pde");

  CHECK(ansatz({"run", "tiny.pde", "--resume"}, here).err.find("other settings") == std::string::npos);
  CHECK(read(folder / "out/tiny/problem.pde") == first);

  const auto slower =
      ansatz({"run", "tiny.pde", "--resume", "--set", "train.lr=cosine(1e-4)", "--set", "train.steps=12"}, here);
  CHECK_MESSAGE(slower.status == 0, slower.err);
  const std::string change =
      "`steps = 12`, `lr = cosine(start = 1e-4, final = 0)` in place of `steps = 8`, `lr = 1e-3`";
  CHECK_MESSAGE(contains(slower.err, "after step 8 the run goes on with other settings: " + change), slower.err);
  CHECK(read(folder / "out/tiny/problem.pde").starts_with("# After step 8: " + change + ".\n"));
  CHECK(nlohmann::json::parse(read(folder / "out/tiny/result.json"))["steps"] == 12);

  REQUIRE(ansatz({"run", "tiny.pde", "--resume", "--set", "train.steps=14"}, here).status == 0);
  const auto last = read(folder / "out/tiny/problem.pde");
  CHECK(contains(last, "# After step 8: "));
  CHECK(contains(last, "# After step 12: "));
  CHECK(ansatz({"check", "out/tiny/problem.pde"}, here).status == 0);

  const auto shorter = ansatz({"run", "tiny.pde", "--resume", "--set", "train.steps=10"}, here);
  CHECK(shorter.status == 1);
  CHECK_MESSAGE(contains(shorter.err, "14 steps"), shorter.err);
  CHECK(read(folder / "out/tiny/problem.pde") == last);
}

TEST_CASE("where the newest checkpoint is damaged the one before it serves, which is said") {
  Folder folder;
  folder.write("tiny.pde", problem);
  const process::Options here{.folder = folder.path()};
  REQUIRE(ansatz({"run", "tiny.pde", "--checkpoint-every", "0.000001s"}, here).status == 0);
  const auto solution = read(folder / "out/tiny/solution.csv");
  REQUIRE(fs::exists(folder / "out/tiny/checkpoint.before"));
  for (const char* damage : {"", "ansatz checkpoint\nhalf"}) {
    folder.write("out/tiny/checkpoint", damage);
    const auto asked = ansatz({"eval", "tiny", "--at", "x=0,t=0.5"}, here);
    CHECK(asked.status == 0);
    CHECK_MESSAGE(contains(asked.err, "checkpoint.before, which was written before it, is used"), asked.err);
    const auto resumed = ansatz({"run", "tiny.pde", "--resume", "--quiet"}, here);
    CHECK_MESSAGE(resumed.status == 0, resumed.err);
    CHECK(contains(resumed.err, "checkpoint.before"));
    CHECK(contains(read(folder / "out/tiny/result.json"), "checkpoint.before, which was written before it, is used"));
    CHECK(read(folder / "out/tiny/solution.csv") == solution);
  }
  folder.write("out/tiny/checkpoint", "");
  folder.write("out/tiny/checkpoint.before", "");
  CHECK(ansatz({"run", "tiny.pde", "--resume"}, here).status == 3);
}

TEST_CASE("a folder that goes while its run goes on is made again, with all that belongs there") {
  Folder folder;
  folder.write("tiny.pde", problem);
  process::Options stopped{.folder = folder.path()};
  stopped.interrupt_on = "stop";
  process::Result run;
  std::thread running([&] {
    run = ansatz({"run", "tiny.pde", "--set", "train.steps=100000000", "--checkpoint-every", "0.000001s"}, stopped);
  });
  const auto wait_for = [&](const char* file) {
    while (!fs::exists(folder / file)) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  };
  wait_for("out/tiny/checkpoint");
  fs::rename(folder / "out", folder / "away");
  folder.write("stop", "");
  running.join();
  CHECK_MESSAGE(run.status == 130, run.err);
  const process::Options here{.folder = folder.path()};
  CHECK(ansatz({"eval", "tiny", "--at", "x=0,t=0.5"}, here).status == 0);
  CHECK(steps_of(read(folder / "out/tiny/history.csv")).front() == "0");
  CHECK(contains(read(folder / "out/tiny/result.json"), "interrupted"));
}

TEST_CASE("a format that cannot be written is not taken for another that was: all goes elsewhere, snapshots as well") {
  Folder folder;
  folder.write("tiny.pde",
               problem + std::string("plot heatmap { steps = 3 }\noutput { save = [model, csv, npz, vtk] }\n"));
  fs::create_directories(folder / "tmp");
  const process::Options here{.folder = folder.path(), .environment = {"TMPDIR=" + (folder / "tmp").string()}};
  REQUIRE(ansatz({"run", "tiny.pde"}, here).status == 0);
  REQUIRE(ansatz({"run", "tiny.pde", "--resume", "--set", "train.steps=9"}, here).status == 0);
  fs::remove(folder / "out/tiny/solution.npz");
  fs::create_directories(folder / "out/tiny/solution.npz/in");
  const auto again = ansatz({"run", "tiny.pde", "--resume", "--set", "train.steps=9"}, here);
  CHECK(again.status == 3);
  CHECK_MESSAGE(contains(again.err, "solution.npz: it is there and no ordinary file"), again.err);
  const auto refuges = fs::directory_iterator(folder / "tmp");
  REQUIRE(refuges != fs::directory_iterator());
  const fs::path refuge = refuges->path();
  CHECK(contains(again.err, "all of them are in " + refuge.string()));
  for (const char* name : {"checkpoint", "history.csv", "problem.pde", "result.json", "solution.csv", "solution.npz",
                           "solution.vti", "snapshots"})
    CHECK_MESSAGE(fs::exists(refuge / name), name);
  CHECK(contains(read(refuge / "problem.pde"), "# After step "));
  CHECK(read(refuge / "problem.pde") == read(folder / "out/tiny/problem.pde"));
}
