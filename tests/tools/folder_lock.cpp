// A folder is one run's at a time, and nobody else's file is replaced: runs at once, files and links in the way, kills.
#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "process.hpp"

using process::ansatz;
using process::contains;
using process::Folder;
using process::read;
namespace fs = std::filesystem;

namespace {

const char* problem = R"(domain x in [0, 1]
field  u
eq pull:  u_xx = -1
bc walls: u = 0 on boundary
network { hidden = [4] }
sample { eq = 20; boundary = 2 }
train adam { steps = 3 }
)";

constexpr const char* endless = "train.steps=100000000";

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("of three runs at once into one folder one runs, and the others are told whose it is") {
  Folder folder;
  folder.write("tiny.pde", problem);
  const process::Options here{.folder = folder.path()};
  process::Options stopped = here;
  stopped.interrupt_on = "stop";
  process::Result first;
  std::thread running([&] { first = ansatz({"run", "tiny.pde", "--seed", "1", "--set", endless}, stopped); });
  while (!fs::exists(folder / "out/tiny/history.csv")) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  for (const char* what : {"--force", "--quiet", "--resume"}) {
    CAPTURE(what);
    const auto other = ansatz({"run", "tiny.pde", "--seed", "2", what}, here);
    CHECK(other.status == 1);
    CHECK_MESSAGE(contains(other.err, "another run writes into `out/tiny` (process "), other.err);
  }
  folder.write("stop", "");
  running.join();
  CHECK(first.status == 130);
  CHECK(contains(read(folder / "out/tiny/result.json"), "\"seed\": 1"));
  CHECK(!fs::exists(folder / "out/tiny.1"));
  CHECK(ansatz({"run", "tiny.pde"}, here).status == 0);  // free again
}

TEST_CASE("a run that is killed leaves its folder free, and no half-written file after the next") {
  Folder folder;
  folder.write("tiny.pde", problem);
  const process::Options here{.folder = folder.path()};
  auto killed = here;
  killed.interrupt_on = "out/tiny/history.csv";
  killed.interrupt_by = SIGKILL;
  CHECK(ansatz({"run", "tiny.pde", "--set", endless}, killed).status == 128 + SIGKILL);
  folder.write("out/tiny/checkpoint.12345.tmp", "half");
  CHECK(ansatz({"run", "tiny.pde", "--force"}, here).status == 0);
  CHECK(!fs::exists(folder / "out/tiny/checkpoint.12345.tmp"));
  CHECK(contains(read(folder / "out/tiny/result.json"), "finished"));
}

TEST_CASE("results never stand beside a problem that they are not of") {
  Folder folder;
  folder.write("tiny.pde", problem);
  const process::Options here{.folder = folder.path()};
  REQUIRE(ansatz({"run", "tiny.pde"}, here).status == 0);
  auto killed = here;
  killed.interrupt_by = SIGKILL;
  for (const char* what : {"--force", "--resume"}) {
    CAPTURE(what);
    killed.interrupt_when_gone = "out/tiny/result.json";
    const auto run = ansatz({"run", "tiny.pde", what, "--set", endless}, killed);
    REQUIRE_MESSAGE(run.status == 128 + SIGKILL, run.err);
    CHECK(!fs::exists(folder / "out/tiny/result.json"));
    CHECK(ansatz({"run", "tiny.pde", "--force"}, here).status == 0);
  }
}

TEST_CASE("what is no run's is not replaced") {
  Folder folder;
  folder.write("tiny.pde", problem);
  const process::Options here{.folder = folder.path()};
  for (const char* name :
       {"history.csv", "problem.pde", "checkpoint", "report.html", "solution.csv", "snapshots/mine"}) {
    CAPTURE(name);
    const std::string place = std::string("mine-") + fs::path(name).filename().string();
    folder.write(place + "/" + name, "mine");
    for (const char* how : {"--quiet", "--force"}) {
      const auto run = ansatz({"run", "tiny.pde", "--out", place, how}, here);
      CHECK(run.status == 1);
      CHECK_MESSAGE(contains(run.err, "is no run's"), run.err);
    }
    CHECK(read(folder / (place + "/" + name)) == "mine");
    CHECK(names_in(folder / place).size() == 1);
  }
  folder.write("obs.csv", "x,u\n0.25,1\n0.5,2\n");
  folder.write("fit.pde", std::string(problem) + "data points from \"obs.csv\"\nfit measured: u = points.u\n");
  folder.write("here/data/obs.csv", "mine");
  const auto fitted = ansatz({"run", "../fit.pde", "--out", ".", "--allow-path", ".."}, {.folder = folder / "here"});
  CHECK_MESSAGE(fitted.status == 1, fitted.err);
  CHECK(read(folder / "here/data/obs.csv") == "mine");
}

TEST_CASE("links in the folder of a run lead it nowhere") {
  Folder folder;
  folder.write("tiny.pde", problem);
  const process::Options here{.folder = folder.path()};
  for (const char* name : {"history.csv", "checkpoint", "problem.pde", "result.json", "snapshots"}) {
    for (const char* how : {"--quiet", "--force", "--resume"}) {
      CAPTURE(name);
      CAPTURE(how);
      fs::remove_all(folder / "out");
      REQUIRE(ansatz({"run", "tiny.pde"}, here).status == 0);
      folder.write("precious", "mine");
      fs::remove_all(folder / "out/tiny" / name);
      fs::create_symlink(folder / "precious", folder / "out/tiny" / name);
      ansatz({"run", "tiny.pde", how, "--set", "train.steps=5"}, here);
      CHECK(read(folder / "precious") == "mine");
    }
  }
}

TEST_CASE("a file sends its results below the folder you are in, or where you allow it") {
  Folder folder;
  const process::Options here{.folder = folder / "here"};
  fs::create_directories(folder / "here/out");
  fs::create_directory_symlink(folder / "elsewhere", folder / "here/away");
  fs::create_directory(folder / "elsewhere");
  const std::string elsewhere = (folder / "elsewhere/run").string();
  for (const std::string& place :
       {elsewhere, std::string("../elsewhere/run"), std::string("out/../../elsewhere/run"), std::string("away/run")}) {
    CAPTURE(place);
    folder.write("here/tiny.pde", problem + ("output { dir = \"" + place + "\" }\n"));
    for (const char* command : {"run", "check"}) {
      const auto refused = ansatz({command, "tiny.pde"}, here);
      CHECK(refused.status == 1);
      CHECK_MESSAGE(contains(refused.err, "error[E0304]"), refused.err);
    }
    CHECK(!fs::exists(elsewhere));
    CHECK(ansatz({"run", "tiny.pde", "--out", "mine", "--force"}, here).status == 0);
    REQUIRE(ansatz({"run", "tiny.pde", "--allow-path", "../elsewhere"}, here).status == 0);
    CHECK(ansatz({"eval", elsewhere, "--at", "x=0.5"}, here).status == 0);
    fs::remove_all(elsewhere);
  }
  folder.write("here/tiny.pde", problem);
  fs::create_directory_symlink(folder / "elsewhere", folder / "here/out/tiny");
  const auto planted = ansatz({"run", "tiny.pde"}, here);
  CHECK_MESSAGE(contains(planted.err, "a link leads from there outside the folder"), planted.err);
  CHECK(fs::is_empty(folder / "elsewhere"));
}

TEST_CASE("runs of two files that have the same name: both are kept, and it is said whose they are") {
  Folder folder;
  folder.write("a/tiny.pde", problem);
  folder.write("b/tiny.pde", problem);
  const process::Options here{.folder = folder.path()};
  REQUIRE(ansatz({"run", "a/tiny.pde"}, here).status == 0);
  const auto second = ansatz({"run", "b/tiny.pde"}, here);
  CHECK_MESSAGE(contains(second.err, "the run of a/tiny.pde that was in out/tiny is kept in out/tiny.1"), second.err);
}

TEST_CASE("signals of batch systems and closing terminals end a run with its files written") {
  Folder folder;
  folder.write("tiny.pde", problem);
  for (const int signal : {SIGTERM, SIGHUP, SIGUSR1, SIGXCPU}) {
    CAPTURE(signal);
    process::Options here{.folder = folder.path()};
    here.interrupt_on = "out/tiny/history.csv";
    here.interrupt_by = signal;
    CHECK(ansatz({"run", "tiny.pde", "--set", endless}, here).status == 130);
    CHECK(contains(read(folder / "out/tiny/result.json"), "interrupted"));
    fs::remove_all(folder / "out");
  }
}
