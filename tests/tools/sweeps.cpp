// Whole sweeps: the folders that they leave, what they keep and refuse, what they show.
#include "sweeps.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "process.hpp"
#include "pseudo_terminal.hpp"

using process::ansatz;
using process::contains;
using process::Folder;
using process::read;
using namespace process::sweeps;
namespace fs = std::filesystem;

TEST_CASE("--dry-run shows the runs and makes none") {
  const Folder folder;
  folder.write("tiny.pde", problem + "sweep { network.adaptive = [fixed, nlaaf(n = n)]; n = [1, 2]; seed = 1..2 }\n");
  const auto result = ansatz({"sweep", "tiny.pde", "--dry-run", "--jobs", "3"}, {.folder = folder.path()});
  CHECK(result.status == 0);
  CHECK(contains(result.out, "adaptive-nlaaf-n-n_n-2_seed-2"));
  CHECK(contains(result.out, "same as 2"));
  CHECK_MESSAGE(contains(result.out, "8 combinations, 6 runs (the problem is the same in some); 3 at a time with"),
                result.out);
  CHECK(!fs::exists(folder / "out"));
}

TEST_CASE("a sweep leaves a folder for each run, the one that `ansatz run --set` would leave") {
  const Folder folder;
  folder.write("tiny.pde", problem + six);
  const process::Options here{.folder = folder.path()};
  const auto result = ansatz({"sweep", "tiny.pde", "--set", "nu=0.2", "--jobs", "4"}, here);
  REQUIRE_MESSAGE(result.status == 0, result.err);
  CHECK(contains(result.out, "6 finished"));
  CHECK(contains(result.err, "[6/6] adaptive="));
  CHECK(!contains(result.err, "\x1b"));
  const fs::path run = folder / "out/tiny-sweep/runs/adaptive-nlaaf-n-n_seed-2";
  CHECK(contains(read(run / "log.txt"), "finished after 40 of 40 steps"));
  const int doubtful = 4;  // forty steps are few, and the file says what is exact
  REQUIRE(ansatz({"run", "tiny.pde", "--set", "nu=0.2", "--set", "network.adaptive=nlaaf(n = n)", "--seed", "2"}, here)
              .status == doubtful);
  CHECK(contains(read(run / "report.html"), "<title>adaptive-nlaaf-n-n_seed-2"));
  CHECK(read(run / "solution.csv") == read(folder / "out/tiny/solution.csv"));
  CHECK(read(run / "problem.pde") == read(folder / "out/tiny/problem.pde"));
  CHECK(ansatz({"eval", run.string(), "--at", "x=0,t=0.5"}, here).status == 0);
}

TEST_CASE("a sweep ends with a comparison of its runs, the one that `ansatz compare` makes of them") {
  const Folder folder;
  folder.write("tiny.pde", problem + "sweep { network.adaptive = [fixed, nlaaf(n = n)]; n = [2, 4]; seed = 1..2 }\n");
  const process::Options here{.folder = folder.path()};
  const auto result = ansatz({"sweep", "tiny.pde", "--jobs", "4"}, here);
  REQUIRE_MESSAGE(result.status == 0, result.err);
  CHECK(contains(result.out, "adaptive = fixed, n = 2, 4"));  // one run for both
  const fs::path sweep = folder / "out/tiny-sweep";
  const std::string page = read(sweep / "compare.html"), runs = read(sweep / "runs.csv");
  CHECK(contains(page, "ansatz sweep tiny.pde"));
  CHECK(contains(page, "href=\"./runs/adaptive-nlaaf-n-n_n-2_seed-1/report.html\""));
  CHECK(std::count(runs.begin(), runs.end(), '\n') == 9);
  const std::string configurations = read(sweep / "compare.csv");
  CHECK(std::count(configurations.begin(), configurations.end(), '\n') == 4);

  REQUIRE(ansatz({"compare", "out/tiny-sweep", "--out", "again"}, here).status == 0);
  const auto medians = [](const std::string& csv) {
    std::multiset<std::string> found;
    const std::size_t from = csv.find("error of u");
    for (std::size_t at = from; at != std::string::npos; at = csv.find("error of u", at + 1))
      found.insert(csv.substr(at, csv.find(',', at + 23) - at));
    return found;
  };
  CHECK(medians(read(folder / "again/compare.csv")) == medians(configurations));
}

TEST_CASE("a second sweep keeps the first, aside; --force replaces it; --resume keeps what is finished") {
  const Folder folder;
  folder.write("tiny.pde", problem + "sweep { seed = 1..2 }\n");
  const process::Options here{.folder = folder.path()};
  CHECK(ansatz({"sweep", "tiny.pde", "--resume"}, here).status == 1);
  REQUIRE(ansatz({"sweep", "tiny.pde", "--quiet"}, here).status == 0);
  const fs::path sweep = folder / "out/tiny-sweep";
  const auto second = ansatz({"sweep", "tiny.pde"}, here);
  CHECK(second.status == 0);
  CHECK(contains(second.err, "the sweep that was in out/tiny-sweep is kept in out/tiny-sweep.1"));
  CHECK(bits(sweep) == bits(folder / "out/tiny-sweep.1"));

  const auto before = fs::last_write_time(sweep / "runs/seed-1/result.json");
  const auto more = ansatz({"sweep", "tiny.pde", "--set", "sweep.seed=1..3", "--resume"}, here);
  CHECK(more.status == 0);
  CHECK(contains(more.err, "2 of 3 runs are there"));
  CHECK(fs::last_write_time(sweep / "runs/seed-1/result.json") == before);
  CHECK(bits(sweep).size() == 3);

  const auto other = ansatz({"sweep", "tiny.pde", "--set", "train.steps=50", "--resume"}, here);
  CHECK(other.status == 1);
  CHECK_MESSAGE(contains(other.err, "holds results of another problem"), other.err);
  CHECK(bits(sweep).size() == 3);

  CHECK(ansatz({"sweep", "tiny.pde", "--force"}, here).status == 0);
  CHECK(bits(sweep).size() == 2);
  CHECK(!fs::exists(folder / "out/tiny-sweep.2"));
}

TEST_CASE("nothing is run where something is wrong: no sweep, a value, a combination") {
  const Folder folder;
  const process::Options here{.folder = folder.path()};
  folder.write("plain.pde", problem);
  auto result = ansatz({"sweep", "plain.pde"}, here);
  CHECK(result.status == 1);
  CHECK(contains(result.err, "--set sweep.seed=1..5"));
  folder.write("wrong.pde", problem + "sweep { nu = [0.5, 5] }\n");
  result = ansatz({"sweep", "wrong.pde"}, here);
  CHECK(result.status == 1);
  CHECK(contains(result.err, "E0307"));
  folder.write("pair.pde",
               problem + "sweep { seed = 1..2; network.hidden = [[4]]; network.layers = [[dense(4), act]] }\n");
  result = ansatz({"sweep", "pair.pde"}, here);
  CHECK(result.status == 1);
  CHECK_MESSAGE(contains(result.err, "the combination seed = 1, network.hidden = [4]"), result.err);
  CHECK(!fs::exists(folder / "out"));
}

TEST_CASE("files that are no run's are not replaced by runs of a sweep") {
  const Folder folder;
  folder.write("tiny.pde", problem + "sweep { seed = 1..2 }\n");
  for (const char* file : {"history.csv", "problem.pde"}) {
    const std::string mine = std::string(file) + "/runs/seed-1/" + file;
    folder.write(mine, "mine");
    const auto result = ansatz({"sweep", "tiny.pde", "--out", file}, {.folder = folder.path()});
    CHECK(result.status != 0);
    CHECK(read(folder / mine) == "mine");
  }
}

TEST_CASE("on a terminal each run that ends is a line, and nothing else is left standing") {
  const Folder folder;
  folder.write("tiny.pde", problem + six);
  const auto run = process::on_terminal({"sweep", "tiny.pde"}, folder.path(), 100, 30);
  CHECK(run.status == 0);
  CHECK(contains(run.bytes, " at work"));
  process::Screen screen(100, 30);
  screen.take(run.bytes);
  std::string text;
  for (const std::string& line : screen.lines()) text += line + "\n";
  for (int i = 1; i <= 6; ++i) CHECK_MESSAGE(contains(text, "[" + std::to_string(i) + "/6] adaptive="), text);
  CHECK(!contains(text, " at work"));
  const auto quiet = process::on_terminal({"sweep", "tiny.pde", "--quiet", "--force"}, folder.path(), 100, 30);
  CHECK(quiet.bytes.empty());
}
