#include "process.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

namespace process {
namespace fs = std::filesystem;

namespace {

std::string quoted(const std::string& word) {
  std::string out = "'";
  for (char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// `exec` makes the program itself the child, so that a signal reaches it and not a shell.
std::string command_line(const std::vector<std::string>& words, const Options& options, const fs::path& out,
                         const fs::path& err) {
  std::string line =
      "cd " + quoted(options.folder) + " && " + (options.before.empty() ? "" : options.before + " && ") + "exec env";
  for (const auto& setting : options.environment) line += " " + quoted(setting);
  line += " " + quoted(options.program);
  for (const auto& word : words) line += " " + quoted(word);
  return line + " </dev/null >" + quoted(out) + " 2>" + quoted(err) + " " + options.redirect;
}

int exit_status(int wait_status) {
  return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

}  // namespace

Result ansatz(const std::vector<std::string>& words, const Options& options) {
  Folder streams;
  auto out = fs::absolute(streams / "out");
  auto err = fs::absolute(streams / "err");
  auto line = command_line(words, options, out, err);
  for (const auto& stream : {out, err}) std::ofstream{stream};  // there, however early a signal comes
  // Until it is another program the child has the handlers of this one.
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before);
  pid_t child = fork();
  if (child == 0) {
    for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
    sigprocmask(SIG_SETMASK, &before, nullptr);
    execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
    _exit(127);
  }
  sigprocmask(SIG_SETMASK, &before, nullptr);
  REQUIRE(child >= 0);
  auto start = std::chrono::steady_clock::now();
  bool interrupted = false;
  for (int status = 0;;) {
    if (waitpid(child, &status, WNOHANG) == child) return {exit_status(status), read(out), read(err)};
    auto waited = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    bool due = (options.interrupt_after && waited > *options.interrupt_after) ||
               (options.interrupt_on && fs::exists(options.folder / *options.interrupt_on)) ||
               (options.interrupt_when_gone && !fs::exists(options.folder / *options.interrupt_when_gone));
    if (due && !interrupted) {
      kill(child, options.interrupt_by);
      interrupted = true;
    }
    if (waited > options.limit) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      FAIL("the program did not end: " << line);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "ansatz test XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  path_ = name;
}
Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path Folder::write(const std::string& name, const std::string& text) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << text;
  return path_ / name;
}

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), file.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace process
