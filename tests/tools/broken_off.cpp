// Runs that something happens to at a moment of its own: signals from the first moment to the last, another folder in
// the place of the run's, a limit on the size of files. What is there in the end is whole, or said to be lacking.
#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
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

const char* problem = R"(domain x in [-1, 1]
time   t in [0, 1]
field  u
eq heat:  u_t = 0.1*u_xx
ic start: u = -sin(pi*x)
bc walls: u = 0 on x = -1, x = 1
network { hidden = [20]*3 }
sample { eq = 2000; boundary = 100 }
train adam { steps = 20 }
)";

constexpr const char* all_files[] = {"checkpoint",  "history.csv",  "problem.pde",
                                     "result.json", "solution.csv", "report.html"};

/// A folder that no run has begun in, or all files of a run whose status is that which the process ended with.
void check_whole(const fs::path& run, const process::Result& result) {
  if (!fs::exists(run / ".ansatz")) {
    CHECK(result.status == 128 + SIGTERM);
    return;
  }
  for (const char* name : all_files) CHECK_MESSAGE(fs::exists(run / name), name);
  const std::string status = nlohmann::json::parse(read(run / "result.json"))["status"];
  CHECK_MESSAGE(result.status == (status == "finished" ? 0 : 130), result.err);
  for (const auto& entry : fs::directory_iterator(run)) CHECK(entry.path().extension() != ".tmp");
}

/// A run without end, in whose midst something happens to its folder.
process::Result run_while(const Folder& folder, const std::function<void()>& happens) {
  fs::create_directories(folder / "tmp");
  folder.write("tiny.pde", problem);
  process::Options options{.folder = folder.path(), .environment = {"TMPDIR=" + (folder / "tmp").string()}};
  options.interrupt_on = "stop";
  process::Result result;
  std::thread running([&] {
    result = ansatz({"run", "tiny.pde", "--set", "train.steps=100000", "--checkpoint-every", "0.000001s"}, options);
  });
  while (!fs::exists(folder / "out/tiny/checkpoint")) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  happens();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  folder.write("stop", "");
  running.join();
  return result;
}

std::vector<std::string> rows_of(const std::string& table) {
  std::istringstream lines(table);
  std::vector<std::string> rows;
  for (std::string line; std::getline(lines, line);) rows.push_back(line);
  return rows;
}

}  // namespace

TEST_CASE("a signal while the problem is compiled, trained, examined or reported leaves all files or none") {
  const auto interrupted = [](const std::optional<std::string>& on, const std::optional<double>& after) {
    const Folder folder;
    folder.write("tiny.pde", problem);
    process::Options options{.folder = folder.path()};
    options.interrupt_by = SIGTERM;
    options.interrupt_on = on;
    options.interrupt_after = after;
    check_whole(folder / "out/tiny", ansatz({"run", "tiny.pde"}, options));
  };
  for (const char* moment : {"out/tiny/.ansatz", "out/tiny/history.csv", "out/tiny/checkpoint", "out/tiny/solution.csv",
                             "out/tiny/result.json", "out/tiny/report.html"}) {
    CAPTURE(moment);
    interrupted(moment, {});
  }
  for (const double seconds : {0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12}) {
    CAPTURE(seconds);
    interrupted({}, seconds);
  }
}

TEST_CASE("a run that is killed while its answer is examined or reported has lost nothing that was trained") {
  for (const char* moment : {"out/tiny/checkpoint", "out/tiny/result.json"}) {
    CAPTURE(moment);
    const Folder folder;
    folder.write("tiny.pde", problem);
    process::Options killed{.folder = folder.path()};
    killed.interrupt_by = SIGKILL;
    killed.interrupt_on = moment;
    const auto run = ansatz({"run", "tiny.pde"}, killed);
    CHECK((run.status == 0 || run.status == 128 + SIGKILL));
    const auto rest = ansatz({"run", "tiny.pde", "--resume"}, {.folder = folder.path()});
    CHECK_MESSAGE(rest.status == 0, rest.err);
    CHECK(rows_of(read(folder / "out/tiny/history.csv")).size() == 22);
  }
}

TEST_CASE("a link or a folder that takes the place of the run's is not written into; all goes elsewhere") {
  for (const bool link : {true, false}) {
    CAPTURE(link);
    const Folder folder;
    folder.write("theirs/solution.csv", "mine");
    const auto run = run_while(folder, [&] {
      fs::rename(folder / "out/tiny", folder / "away");
      link ? fs::create_directory_symlink(folder / "theirs", folder / "out/tiny")
           : fs::rename(folder / "theirs", folder / "out/tiny");
    });
    CHECK(run.status == 3);
    CHECK_MESSAGE(contains(run.err, "another folder has taken the place of the run's"), run.err);
    CHECK(contains(run.err, "all of them are in "));
    CHECK(read(folder / "out/tiny/solution.csv") == "mine");
    CHECK(std::distance(fs::directory_iterator(folder / "out/tiny"), fs::directory_iterator()) == 1);
    const fs::path refuge = fs::directory_iterator(folder / "tmp")->path();
    for (const char* name : all_files) CHECK_MESSAGE(fs::exists(refuge / name), name);
  }
}

TEST_CASE("a folder that is moved, with a link to it in its place, is the run's still") {
  const Folder folder;
  const auto run = run_while(folder, [&] {
    fs::rename(folder / "out/tiny", folder / "away");
    fs::create_directory_symlink(folder / "away", folder / "out/tiny");
  });
  CHECK_MESSAGE(run.status == 130, run.err);
  for (const char* name : all_files) CHECK_MESSAGE(fs::exists(folder / "away" / name), name);
}

TEST_CASE("a link that comes under one of the run's names leads it nowhere") {
  const Folder folder;
  folder.write("precious", "mine");
  const auto run = run_while(folder, [&] {
    fs::remove(folder / "out/tiny/history.csv");
    fs::create_symlink(folder / "precious", folder / "out/tiny/history.csv");
  });
  CHECK(run.status == 3);
  CHECK(read(folder / "precious") == "mine");
  CHECK_MESSAGE(contains(run.err, "is a link"), run.err);
}

TEST_CASE("where files may not grow, rows stay whole, and a file that is lacking is an error") {
  for (const int blocks : {2, 8, 40, 200, 400, 8000}) {
    CAPTURE(blocks);
    const Folder folder;
    folder.write("tiny.pde", problem);
    fs::create_directories(folder / "tmp");
    process::Options options{.folder = folder.path(), .environment = {"TMPDIR=" + (folder / "tmp").string()}};
    options.before = "ulimit -f " + std::to_string(blocks);
    const auto run = ansatz({"run", "tiny.pde", "--set", "train.steps=300", "--set", "sample.eq=200"}, options);
    const fs::path out = folder / "out/tiny";
    const bool whole = std::all_of(std::begin(all_files), std::end(all_files),
                                   [&](const char* name) { return fs::exists(out / name); });
    CHECK_MESSAGE(run.status == (whole ? 0 : 3), run.err);
    if (!fs::exists(out / "history.csv")) continue;
    const std::string history = read(out / "history.csv");
    CHECK(history.ends_with("\n"));
    const std::vector<std::string> rows = rows_of(history);
    for (const std::string& row : rows)
      CHECK(std::count(row.begin(), row.end(), ',') == std::count(rows[0].begin(), rows[0].end(), ','));
  }
}
