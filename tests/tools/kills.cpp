// Runs that are killed, or whose disk is full or broken, at any call that changes a file, or whose memory is out at any
// request for it: what is left is whole, a run that goes on ends with the bits of one in one go, and nothing that was
// found is lost.
#include <doctest/doctest.h>
#include <signal.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "process.hpp"

using process::ansatz;
using process::Folder;
using process::read;
namespace fs = std::filesystem;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;  // its own library wants to be the first
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
#else
constexpr bool sanitized = false;
#endif

const char* heat = R"(domain x in [-1, 1]
time   t in [0, 1]
field  u
eq heat:  u_t = 0.1*u_xx
ic start: u = -sin(pi*x)
bc walls: u = 0 on x = -1, x = 1
network { hidden = [3] }
output { save = [model, csv] }
plot heatmap { steps = [1, 3] }
sample { eq = 12; boundary = 8; resample = 4; )";

/// Training that leaves state of every kind in a checkpoint.
const std::vector<std::string> trainings = {
    "adapt = rad }\ntrain adam { steps = 5; batch = 7 }\ntrain ssbroyden { steps = 3 }\n",
    "}\ntrain lm { steps = 6 }\nloss { balance = attention; causal = 0.5 }\ncompute { precision = f32 }\n",
    "windows = 2 }\ntrain lbfgs { steps = 4 }\n",
    "}\ntrain newton_cg { steps = 4 }\nloss { balance = gradnorm }\n",
    "}\ntrain auto { steps = 6 }\n",
    "adapt = rar }\ntrain sgd { steps = 4 }\nloss { balance = self_adaptive(every = 2) }\n",
};

/// A history without the seconds, which differ from run to run.
std::string history_of(const fs::path& run) {
  std::istringstream lines(read(run / "history.csv"));
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find(','), second = line.find(',', first + 1);
    text += line.substr(0, first) + line.substr(second) + "\n";
  }
  return text;
}

/// One problem, run again and again with a fault at another call.
class Trial {
 public:
  explicit Trial(const std::string& training) {
    folder_.write("heat.pde", heat + training);
    fs::create_directory(folder_ / "tmp");
    REQUIRE(run("whole", {}).status == 0);
    run("count", "count", 0);
    calls_ = std::stol(read(folder_ / "calls"));
    REQUIRE(calls_ > 30);
    run("count", "requests", 0);
    requests_ = std::stol(read(folder_ / "calls"));
    REQUIRE(requests_ > 10000);
  }

  long calls() const { return calls_; }
  long requests() const { return requests_; }  // for memory

  void kill_at(long call) {
    CAPTURE(call);
    fs::remove_all(folder_ / "part");
    REQUIRE(run("part", "kill", call).status == 128 + SIGKILL);
    if (fs::exists(folder_ / "part/result.json")) CHECK(status_of("part") == "finished");
    go_on();
    for (const auto& entry : fs::recursive_directory_iterator(folder_ / "part"))
      CHECK(entry.path().extension() != ".tmp");
  }

  /// Memory is there again at the next request. Status 4: the answer could not be checked at fresh points.
  void refuse(long request) {
    CAPTURE(request);
    fs::remove_all(folder_ / "part");
    const auto faulty = run("part", "memory", request);
    CAPTURE(faulty.err);
    CHECK((faulty.status == 0 || faulty.status == 3 || faulty.status == 4));
    const bool all =
        faulty.err.find("part/snapshots") == std::string::npos;  // one that was not taken is lost, and said
    if (faulty.status != 3) return check_same("part", all);
    CHECK(faulty.err.find("memory") != std::string::npos);
    go_on(all);
  }

  /// `how`: "full", "broken", "full+".
  void fail_at(long call, const std::string& how) {
    CAPTURE(call);
    CAPTURE(how);
    fs::remove_all(folder_ / "part");
    fs::remove_all(folder_ / "tmp");
    fs::create_directory(folder_ / "tmp");
    const auto faulty = run("part", how, call);
    CAPTURE(faulty.err);
    if (faulty.status == 0) return check_same("part");
    CHECK(faulty.status == 3);
    CHECK(faulty.err.find("part") != std::string::npos);
    const fs::directory_iterator refuge(folder_ / "tmp");
    if (refuge == fs::directory_iterator()) {  // refused at its beginning: nothing was trained
      CHECK(faulty.out.empty());
      return;
    }
    CHECK(faulty.err.find("all of them are in ") != std::string::npos);
    check_same(refuge->path());
    CHECK(ansatz({"eval", refuge->path(), "--at", "x=0,t=0.5"}, {.folder = folder_.path()}).status == 0);
  }

 private:
  process::Result run(const fs::path& out, std::vector<std::string> more, process::Options options = {}) {
    std::vector<std::string> words{"run", "heat.pde", "--quiet", "--checkpoint-every", "0.000001s", "--out", out};
    words.insert(words.end(), more.begin(), more.end());
    options.folder = folder_.path();
    return ansatz(words, options);
  }
  process::Result run(const fs::path& out, const std::string& how, long call) {
    process::Options options;
    options.environment = {"LD_PRELOAD=" ANSATZ_FAULTS, "TMPDIR=" + (folder_ / "tmp").string(),
                           "ANSATZ_FAULT=" + out.string() + "/:" + std::to_string(call) + ":" + how,
                           "ANSATZ_FAULT_COUNT=" + (folder_ / "calls").string()};
    return run(out, std::vector<std::string>{}, options);
  }
  std::string status_of(const fs::path& out) const {
    return nlohmann::json::parse(read(folder_ / out / "result.json"))["status"];
  }
  void go_on(bool with_snapshots = true) {
    const bool begun = fs::exists(folder_ / "part/.ansatz");
    const auto rest = run("part", begun ? std::vector<std::string>{"--resume"} : std::vector<std::string>{"--force"});
    CHECK_MESSAGE(rest.status == 0, rest.err);
    check_same("part", with_snapshots);
  }
  void check_same(const fs::path& out, bool with_snapshots = true) {
    const fs::path run = folder_.path() / out;
    for (const char* file : {"problem.pde", "solution.csv", "slopes.csv"})
      if (fs::exists(folder_ / "whole" / file)) CHECK(read(run / file) == read(folder_ / "whole" / file));
    CHECK(history_of(run) == history_of(folder_ / "whole"));
    if (!with_snapshots) return;
    for (const auto& snapshot : fs::directory_iterator(folder_ / "whole/snapshots"))
      CHECK(fs::exists(run / "snapshots" / snapshot.path().filename()));
  }

  Folder folder_;
  long calls_ = 0, requests_ = 0;
};

}  // namespace

TEST_CASE("a run that is killed at any call goes on to the same bits; a sample of calls" * doctest::skip(sanitized)) {
  Trial trial(trainings[0]);
  for (long call = 1; call <= trial.calls(); call += 17) trial.kill_at(call);
}

TEST_CASE("a disk that is full or broken loses nothing; a sample of calls" * doctest::skip(sanitized)) {
  Trial trial(trainings[0]);
  for (long call = 1; call <= trial.calls(); call += 17) {
    trial.fail_at(call, "full");
    trial.fail_at(call + 7, "full+");
    trial.fail_at(call + 11, "broken");
  }
}

TEST_CASE("runs that are killed at every call go on to the same bits" * doctest::skip(sanitized) *
          doctest::test_suite("long")) {
  for (const std::string& training : trainings) {
    CAPTURE(training);
    Trial trial(training);
    for (long call = 1; call <= trial.calls(); ++call) trial.kill_at(call);
  }
}

TEST_CASE("a disk that is full or broken at any call loses nothing" * doctest::skip(sanitized) *
          doctest::test_suite("long")) {
  for (const std::string& training : trainings) {
    CAPTURE(training);
    Trial trial(training);
    for (long call = 1; call <= trial.calls(); ++call)
      for (const char* how : {"full", "full+", "broken"}) trial.fail_at(call, how);
  }
}

TEST_CASE("a run that is refused memory ends with its reason and goes on to the same bits; a sample of requests" *
          doctest::skip(sanitized)) {
  Trial trial(trainings[0]);
  for (long k = 0; k < 40; ++k) trial.refuse(1 + k * trial.requests() / 40);
}

TEST_CASE("runs that are refused memory at a thousand requests go on to the same bits" * doctest::skip(sanitized) *
          doctest::test_suite("long")) {
  for (const std::string& training : trainings) {
    CAPTURE(training);
    Trial trial(training);
    for (long k = 0; k < 200; ++k) trial.refuse(1 + k * trial.requests() / 200);
  }
}

TEST_CASE("memory that runs out while points are drawn ends a run with its files, which can be asked" *
          doctest::skip(sanitized)) {
  Folder folder;
  std::string text = heat;
  text.replace(text.find("eq = 12"), 7, "eq = 60000");
  folder.write("heat.pde", text + "adapt = rad(candidates = 1000) }\ntrain adam { steps = 5 }\n");
  const auto run = ansatz({"run", "heat.pde", "--threads", "1", "--memory-limit", "none"},
                          {.folder = folder.path(), .before = "ulimit -v 600000"});
  CHECK_MESSAGE(run.status == 3, run.err);
  CHECK(run.out.find("no memory is left after step 4") != std::string::npos);
  CHECK(nlohmann::json::parse(read(folder / "out/heat/result.json"))["steps"] == 4);
  CHECK(ansatz({"eval", "heat", "--at", "x=0,t=0.5"}, {.folder = folder.path()}).status == 0);
}
