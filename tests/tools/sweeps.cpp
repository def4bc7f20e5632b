// Whole sweeps: the folders that they leave, runs that go wrong, and ends before the end, of every kind.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "process.hpp"
#include "pseudo_terminal.hpp"

using process::ansatz;
using process::Folder;
using process::read;
namespace fs = std::filesystem;

namespace {

const std::string problem = R"(param nu = 0.1 in [0, 1]
param n = 2
domain x in [-1, 1]
time   t in [0, 1]
field  u
eq heat:  u_t = nu*u_xx
ic start: u = -sin(pi*x)
bc walls: u = 0 on x = -1, x = 1
exact u = -sin(pi*x)*exp(-nu*pi^2*t)
network { hidden = [8]*2 }
sample { eq = 500; boundary = 100 }
train adam { lr = 1e-3; steps = 40 }
)";
const std::string six = "sweep { network.adaptive = [fixed, nlaaf(n = n)]; seed = 1..3 }\n";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// What must not depend on how often a sweep was ended: all bits of every run, by its label.
std::map<std::string, std::string> bits(const fs::path& sweep) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::directory_iterator(sweep / "runs")) {
    const fs::path& run = entry.path();
    CHECK(nlohmann::json::parse(read(run / "result.json"))["status"] == "finished");
    all[run.filename().string()] = read(run / "solution.csv") + read(run / "problem.pde");
  }
  return all;
}

template <class Condition>
void wait_until(Condition&& condition) {
  for (int i = 0; i < 6000 && !condition(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  REQUIRE(condition());
}

/// The program, at work while the test goes on.
class AtWork {
 public:
  AtWork(const std::vector<std::string>& words, const fs::path& folder) : said_(folder / "said") {
    process_ = fork();
    REQUIRE(process_ >= 0);
    if (process_ != 0) return;
    std::vector<char*> pointers = {const_cast<char*>("ansatz")};
    for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    const int out = open(said_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (chdir(folder.c_str()) == 0 && dup2(out, 1) == 1 && dup2(out, 2) == 2) execv(ANSATZ_PROGRAM, pointers.data());
    _exit(127);
  }
  ~AtWork() {
    if (process_ != 0) end(SIGKILL);
  }
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;

  pid_t process() const { return process_; }
  /// Sends a signal; the exit status, or 128 + the signal that ended it.
  int end(int signal) {
    if (signal != 0) kill(process_, signal);
    int status = 0;
    REQUIRE(waitpid(process_, &status, 0) == process_);
    process_ = 0;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }
  std::string said() const { return read(said_); }
  /// Processes that it has started.
  std::vector<pid_t> children() const {
    const std::string id = std::to_string(process_);
    std::ifstream list("/proc/" + id + "/task/" + id + "/children");
    std::vector<pid_t> all;
    for (pid_t child = 0; list >> child;) all.push_back(child);
    return all;
  }

 private:
  fs::path said_;
  pid_t process_ = 0;
};

}  // namespace

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
  REQUIRE(ansatz({"run", "tiny.pde", "--set", "nu=0.2", "--set", "network.adaptive=nlaaf(n = n)", "--seed", "2"}, here)
              .status == 0);
  CHECK(contains(read(run / "report.html"), "<title>adaptive-nlaaf-n-n_seed-2"));
  CHECK(read(run / "solution.csv") == read(folder / "out/tiny/solution.csv"));
  CHECK(read(run / "problem.pde") == read(folder / "out/tiny/problem.pde"));
  CHECK(ansatz({"eval", run.string(), "--at", "x=0,t=0.5"}, here).status == 0);
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

TEST_CASE("runs that diverge or are killed are listed with the reason, and do not end the others") {
  const Folder folder;
  folder.write("tiny.pde", problem + "sweep { train.lr = [1e-3, 1e300, 2e-3] }\n");
  auto result = ansatz({"sweep", "tiny.pde"}, {.folder = folder.path()});
  CHECK(result.status == 3);
  CHECK(contains(result.out, "2 finished, 1 diverged"));
  CHECK(contains(result.err, "diverged: "));

  folder.write("long.pde", problem + "sweep { seed = 1..3; train.steps = [2000] }\n");
  AtWork sweep({"sweep", "long.pde", "--jobs", "3"}, folder.path());
  const fs::path runs = folder / "out/long-sweep/runs";
  wait_until([&] { return fs::exists(runs / "seed-2_steps-2000/history.csv"); });
  for (const pid_t child : sweep.children())
    if (contains(read("/proc/" + std::to_string(child) + "/cmdline"), "seed-2")) kill(child, SIGKILL);
  CHECK(sweep.end(0) == 3);
  CHECK_MESSAGE(contains(sweep.said(), "failed: killed by signal 9"), sweep.said());
  CHECK(contains(sweep.said(), "2 finished, 1 failed"));
  result = ansatz({"sweep", "long.pde", "--resume"}, {.folder = folder.path()});
  CHECK_MESSAGE(result.status == 0, result.err);
  CHECK(contains(result.out, "3 finished"));
}

TEST_CASE("a sweep that is ended by any signal, again and again, goes on to the bits of one that was not") {
  const Folder folder;
  folder.write("tiny.pde",
               problem + "sweep { network.adaptive = [fixed, nlaaf(n = n)]; train.steps = [1200]; seed = 1..2 }\n");
  const process::Options here{.folder = folder.path()};
  std::vector<std::string> words = {"sweep", "tiny.pde", "--jobs", "1", "--out", "whole"};
  REQUIRE(ansatz(words, here).status == 0);
  words.back() = "part";
  const fs::path runs = folder / "part/runs";
  const auto begun = [&](const std::string& label) { return fs::exists(runs / label / "history.csv"); };
  const std::vector<std::string> labels = {"adaptive-fixed_steps-1200_seed-1", "adaptive-fixed_steps-1200_seed-2",
                                           "adaptive-nlaaf-n-n_steps-1200_seed-1"};
  std::size_t ended = 0;
  for (const int signal : {SIGKILL, SIGTERM, SIGHUP}) {
    CAPTURE(signal);
    AtWork sweep(words, folder.path());
    wait_until([&] { return begun(labels[ended]); });
    const std::vector<pid_t> children = sweep.children();
    CHECK(!children.empty());
    CHECK(sweep.end(signal) == (signal == SIGKILL ? 128 + SIGKILL : 130));
    if (signal != SIGKILL) CHECK_MESSAGE(contains(sweep.said(), "to go on    "), sweep.said());
    if (words.back() != "--resume") words.push_back("--resume");
    ++ended;
  }
  const auto rest = ansatz(words, here);
  REQUIRE_MESSAGE(rest.status == 0, rest.err);
  CHECK(bits(folder / "part") == bits(folder / "whole"));
}

TEST_CASE("the time of --max-time ends a sweep with its runs' checkpoints, and status 124") {
  const Folder folder;
  folder.write("tiny.pde", problem + "sweep { seed = 1..2; train.steps = [1000000] }\n");
  const auto result = ansatz({"sweep", "tiny.pde", "--max-time", "1s", "--jobs", "1"}, {.folder = folder.path()});
  CHECK(result.status == 124);
  CHECK_MESSAGE(contains(result.out, "1 interrupted, 1 missing"), result.out);
  CHECK(contains(result.out, "--max-time 1s --resume"));
  CHECK(fs::exists(folder / "out/tiny-sweep/runs/seed-1_steps-1000000/checkpoint"));
}

TEST_CASE("a sweep waits for runs that are still at work in its folder") {
  const Folder folder;
  folder.write("tiny.pde", problem + "sweep { seed = [1] }\n");
  REQUIRE(ansatz({"sweep", "tiny.pde"}, {.folder = folder.path()}).status == 0);
  const int lock = open((folder / "out/tiny-sweep/lock").c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(flock(lock, LOCK_EX) == 0);
  std::thread holder([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    close(lock);
  });
  const auto result = ansatz({"sweep", "tiny.pde", "--resume"}, {.folder = folder.path()});
  holder.join();
  CHECK(result.status == 0);
  CHECK(contains(result.err, "waiting for them to end"));
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
