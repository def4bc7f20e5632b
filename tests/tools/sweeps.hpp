// A problem for tests of sweeps, what their folders hold, and the program at work while a test goes on.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "process.hpp"

namespace process::sweeps {

inline const std::string problem = R"(param nu = 0.1 in [0, 1]
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
inline const std::string six = "sweep { network.adaptive = [fixed, nlaaf(n = n)]; seed = 1..3 }\n";

/// What must not depend on how often a sweep was ended: all bits of every run, by its label.
inline std::map<std::string, std::string> bits(const std::filesystem::path& sweep) {
  std::map<std::string, std::string> all;
  for (const auto& entry : std::filesystem::directory_iterator(sweep / "runs")) {
    const std::filesystem::path& run = entry.path();
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
  AtWork(const std::vector<std::string>& words, const std::filesystem::path& folder) : said_(folder / "said") {
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
  std::filesystem::path said_;
  pid_t process_ = 0;
};

}  // namespace process::sweeps
