#include "children.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "ansatz/autodiff/error.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

constexpr int never_started = 127;  // as a shell says it

/// Between fork and exec: only what a signal handler may call.
[[noreturn]] void become(char* const* words, int log, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, Children::ending_signal);
  if (getppid() != parent) _exit(never_started);  // it died before it was asked about
  setpgid(0, 0);
  const int nothing = open("/dev/null", O_RDONLY);
  if (nothing >= 0) dup2(nothing, STDIN_FILENO);
  dup2(log, STDOUT_FILENO);
  dup2(log, STDERR_FILENO);
  execv("/proc/self/exe", words);
  _exit(never_started);
}

class OpenFile {
 public:
  explicit OpenFile(const fs::path& file)
      : descriptor_(open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666)) {
    if (descriptor_ < 0)
      throw WorldFailure(fmt::format("cannot write `{}`: {}", printable(file.string()), std::strerror(errno)));
  }
  ~OpenFile() { close(descriptor_); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace

Children::~Children() {
  end();
  for (const Child& child : children_) waitpid(child.process, nullptr, 0);
}

void Children::start(std::size_t number, const std::vector<std::string>& words, const fs::path& log) {
  const OpenFile said(log);
  std::vector<std::string> all = {"ansatz"};
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> pointers;
  for (std::string& word : all) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t parent = getpid(), process = fork();
  if (process == 0) become(pointers.data(), said.descriptor(), parent);
  if (process < 0) throw WorldFailure(fmt::format("cannot start another process: {}", std::strerror(errno)));
  children_.push_back({process, number});
}

std::optional<Children::Ended> Children::take_ended() {
  for (std::size_t i = 0; i < children_.size(); ++i) {
    int status = 0;
    if (waitpid(children_[i].process, &status, WNOHANG) != children_[i].process) continue;
    const Ended ended{children_[i].number, WIFEXITED(status) ? WEXITSTATUS(status) : 0,
                      WIFSIGNALED(status) ? WTERMSIG(status) : 0};
    children_.erase(children_.begin() + static_cast<std::ptrdiff_t>(i));
    return ended;
  }
  return std::nullopt;
}

void Children::end() {
  for (const Child& child : children_) kill(child.process, ending_signal);
}

}  // namespace ansatz::cli
